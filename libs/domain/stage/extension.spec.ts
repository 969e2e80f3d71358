import { Court } from '../../../test/support/domain/court.js';
import { endOf, shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, BY_SUPERIOR, dutyOf, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const ask = (date: string): Said => ({ kind: 'request-extension', until: endOf(date), reason: 'why' });
const grant: Said = { kind: 'decide-extension', grant: true, reason: null };
const refuse: Said = { kind: 'decide-extension', grant: false, reason: 'why' };
const extend = (date: string): Said => ({ kind: 'extend', until: endOf(date), reason: 'why' });
const rectify = (date: string): Said => ({ kind: 'rectify', until: endOf(date), reason: 'why' });

/** Due at the end of Thursday 22 October 2026. */
const open = (changes: Parameters<typeof stageOf>[0] = {}, court = new Court()): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)])), { court });

describe('a request for an extension', () => {
  it('holds the overdue rung for three working days, and what follows keeps its distance', () => {
    const play = open();
    expect(play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'))).toBeNull();
    expect(play.last('extension-requested').body).toMatchObject({
      holdsUntil: endOf('2026-10-27'),
      told: [{ officer: 'o-vice-1', as: 'level' }],
    });
    expect(play.plan()).toEqual({
      due: '2026-10-22 23:59',
      rungs: [
        'remind-5 2026-10-15 09:00',
        'remind-1 2026-10-21 09:00',
        'overdue 2026-10-27 23:59',
        'escalate-1 2026-10-30 23:59',
        'escalate-2 2026-11-06 23:59',
        'launch 2026-11-17 23:59',
      ],
    });
  });

  it('fires the rung marked "unanswered" when nobody decides', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'));
    play.until('2026-10-27 23:58');
    expect(play.party().light).toBe('yellow');
    play.until('2026-10-28');
    expect(play.last('rung-fired').body).toMatchObject({
      rung: 'overdue',
      requestUnanswered: true,
      lateMs: 0,
    });
    expect(play.party()).toMatchObject({ light: 'red', pendingExtension: null });
    expect(play.tell('2026-10-28 09:00', 'o-vice-1', grant)).toBe('no-request');
    expect(play.until('2026-12-01').firings().slice(-3)).toEqual([
      '2026-10-30 23:59 escalate-1 -> o-head-a, o-vice-1 (level)',
      '2026-11-06 23:59 escalate-2 -> o-head-a, o-president (level)',
      '2026-11-17 23:59 launch -> o-head-a, o-superior (level)',
    ]);
    expect(play.of('rung-fired').filter(({ body }) => body.requestUnanswered)).toHaveLength(1);
  });

  it('falls away when the evidence comes', () => {
    const play = open({ review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'));
    play.tell('2026-10-13 10:00', 'o-head-a', { kind: 'submit', evidence: [] });
    expect(play.party().pendingExtension).toBeNull();
    expect(play.tell('2026-10-13 11:00', 'o-vice-1', grant)).toBe('in-review');
  });

  it('is refused once the deadline has passed, and at its very instant still heard', () => {
    expect(open().tell('2026-10-22 23:59:59.999', 'o-head-a', ask('2026-10-30'))).toBeNull();
    expect(open().tell('2026-10-23 00:00', 'o-head-a', ask('2026-10-30'))).toBe('already-expired');
    const fired = open().until('2026-10-22 23:59:59.999');
    expect(fired.tell('2026-10-22 23:59:59.999', 'o-head-a', ask('2026-10-30'))).toBe('already-expired');
  });

  it('is refused while another one waits, by strangers, and for a date that is none', () => {
    const play = open();
    expect(play.tell('2026-10-12 10:00', 'o-head-b', ask('2026-10-30'))).toBe('not-yours');
    expect(play.tell('2026-10-12 10:00', 'o-head-a', { ...ask('2026-10-30'), until: 'soon' } as Said)).toBe(
      'date-invalid',
    );
    expect(play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-22'))).toBe('not-an-extension');
    expect(play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-11'))).toBe('date-in-the-past');
    expect(play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'))).toBeNull();
    expect(play.tell('2026-10-12 11:00', 'o-head-a', ask('2026-10-29'))).toBe('request-pending');
  });

  it('goes to another person than the owner and whoever asks', () => {
    const told = (court: Court, officer: string, asClerk = false) => {
      const play = open({}, court);
      play.tell('2026-10-12 10:00', officer, ask('2026-10-30'), asClerk);
      return play.last('extension-requested').body.told.map((one) => one.officer);
    };
    expect(told(new Court().holds('vice-1', 'o-head-a'), 'o-head-a')).toEqual(['o-president']);
    expect(told(new Court(), 'o-vice-1', true)).toEqual(['o-president']);
  });
});

describe('the decision on a request', () => {
  const asked = (court = new Court()): Play => {
    const play = open({}, court);
    play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'));
    return play;
  };

  it('moves the ladder in the same round when no rung of it has come', () => {
    const play = asked();
    expect(play.tell('2026-10-13 10:00', 'o-vice-1', grant)).toBeNull();
    expect(play.party()).toMatchObject({
      round: 1,
      light: 'blue',
      extensions: 1,
      extendedWorkingDays: 6,
      pendingExtension: null,
    });
    expect(play.plan()).toEqual({
      due: '2026-10-30 23:59',
      rungs: [
        'remind-5 2026-10-23 09:00',
        'remind-1 2026-10-29 09:00',
        'overdue 2026-10-30 23:59',
        'escalate-1 2026-11-04 23:59',
        'escalate-2 2026-11-11 23:59',
        'launch 2026-11-20 23:59',
      ],
    });
  });

  it('starts the ladder again in a new round when a reminder has come, so that it comes again', () => {
    const play = asked().until('2026-10-15 10:00');
    expect(play.tell('2026-10-16 10:00', 'o-vice-1', grant)).toBeNull();
    expect(play.last('extension-granted').body).toMatchObject({ round: 1, restarts: true });
    expect(play.party()).toMatchObject({ round: 2, light: 'blue' });
    expect(play.until('2026-10-30 12:00').firings()).toEqual([
      '2026-10-15 09:00 remind-5 -> o-head-a',
      '2026-10-23 09:00 remind-5 -> o-head-a',
      '2026-10-29 09:00 remind-1 -> o-head-a',
    ]);
    expect(play.of('rung-fired').map((entry) => entry.rungKey)).toEqual([
      'report/head-a/1/remind-5',
      'report/head-a/2/remind-5',
      'report/head-a/2/remind-1',
    ]);
  });

  it('may give another date than was asked for', () => {
    const play = asked();
    const other: Said = { kind: 'decide-extension', grant: true, until: endOf('2026-10-26'), reason: null };
    expect(play.tell('2026-10-13 10:00', 'o-president', other)).toBeNull();
    expect(play.plan()?.due).toBe('2026-10-26 23:59');
  });

  it('lets the rung go when it is a refusal: at the due instant, or at once where that has passed', () => {
    const before = asked();
    expect(before.tell('2026-10-13 10:00', 'o-vice-1', refuse)).toBeNull();
    expect(before.plan()?.rungs[2]).toBe('overdue 2026-10-22 23:59');
    expect(before.plan()?.rungs[3]).toBe('escalate-1 2026-10-27 23:59');
    const after = asked();
    expect(after.tell('2026-10-26 10:00', 'o-vice-1', refuse)).toBeNull();
    expect(after.firings().at(-1)).toBe('2026-10-26 10:00 overdue -> o-head-a');
    expect(after.last('rung-fired').body).toMatchObject({
      plannedAt: shanghai('2026-10-26 10:00'),
      lateMs: 0,
    });
    expect(after.last('rung-fired').body.requestUnanswered).toBeUndefined();
    expect(after.plan()?.rungs[0]).toBe('escalate-1 2026-10-29 23:59');
  });

  it('is for another person: not who asked, not who owes, and only a post above', () => {
    expect(asked().tell('2026-10-13 10:00', 'o-head-a', grant)).toBe('same-person');
    expect(asked().tell('2026-10-13 10:00', 'o-vice-2', grant)).toBe('no-authority');
    const byClerk = open();
    byClerk.tell('2026-10-12 10:00', 'o-vice-1', ask('2026-10-30'), true);
    expect(byClerk.tell('2026-10-13 10:00', 'o-vice-1', grant)).toBe('same-person');
    const promoted = asked(new Court().holds('president', 'o-head-a'));
    expect(promoted.tell('2026-10-13 10:00', 'o-head-a', grant)).toBe('same-person');
  });

  it('is refused where there is none to make, without a reason, and while suspended', () => {
    expect(open().tell('2026-10-13 10:00', 'o-vice-1', grant)).toBe('no-request');
    const play = asked();
    const silent: Said = { kind: 'decide-extension', grant: false, reason: null };
    expect(play.tell('2026-10-13 10:00', 'o-vice-1', silent)).toBe('reason-required');
    play.tell('2026-10-13 11:00', 'o-vice-1', { kind: 'suspend', reason: 'why' });
    expect(play.tell('2026-10-13 12:00', 'o-vice-1', refuse)).toBe('suspended');
    expect(play.tell('2026-10-13 12:00', 'o-vice-1', grant)).toBe('suspended');
  });
});

describe('an extension of a superior’s own accord', () => {
  it('also restarts what is overdue, so that those above are told anew', () => {
    const play = open().until('2026-10-28 10:00');
    expect(play.tell('2026-10-28 11:00', 'o-vice-1', extend('2026-11-05'))).toBeNull();
    expect(play.party()).toMatchObject({ round: 2, light: 'blue', clock: { told: [] } });
    expect(play.until('2026-11-11').firings().slice(-2)).toEqual([
      '2026-11-05 23:59 overdue -> o-head-a',
      '2026-11-10 23:59 escalate-1 -> o-head-a, o-vice-1 (level)',
    ]);
  });

  it('settles a request that waits', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'));
    expect(play.tell('2026-10-13 10:00', 'o-vice-1', extend('2026-10-28'))).toBeNull();
    expect(play.last('extension-granted').body.request).toBe(play.last('extension-requested').body.request);
    expect(play.party().pendingExtension).toBeNull();
    expect(play.until('2026-10-29').firings().at(-1)).toBe('2026-10-28 23:59 overdue -> o-head-a');
  });

  it('is not for whoever owes', () => {
    expect(open().tell('2026-10-12 10:00', 'o-head-a', extend('2026-10-30'))).toBe('same-person');
  });
});

describe('the limit', () => {
  it('is two times', () => {
    const play = open();
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', extend('2026-10-23'))).toBeNull();
    expect(play.tell('2026-10-12 10:01', 'o-vice-1', extend('2026-10-26'))).toBeNull();
    expect(play.tell('2026-10-12 10:02', 'o-vice-1', extend('2026-10-27'))).toBe('extension-limit');
  });

  it('is twenty working days in all', () => {
    // Twenty working days after 22 October: 23, 26-30, November 2-6, 9-13, 16-19.
    expect(open().tell('2026-10-12 10:00', 'o-vice-1', extend('2026-11-20'))).toBe('extension-limit');
    const play = open();
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', extend('2026-11-12'))).toBeNull();
    expect(play.party().extendedWorkingDays).toBe(15);
    expect(play.tell('2026-10-12 10:01', 'o-vice-1', extend('2026-11-20'))).toBe('extension-limit');
    expect(play.tell('2026-10-12 10:01', 'o-vice-1', extend('2026-11-19'))).toBeNull();
  });

  it('refuses a date centuries away without counting to it', () => {
    const far: Said = { kind: 'extend', until: '9999-12-31T00:00:00.000Z', reason: 'why' };
    expect(open().tell('2026-10-12 10:00', 'o-vice-1', far)).toBe('extension-limit');
  });

  it('does not count the time of a suspension', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'suspend', reason: 'why' });
    play.tell('2027-03-01 10:00', 'o-vice-1', { kind: 'resume', reason: null });
    // Eight working days were left: 2-5, 8-11 March 2027.
    expect(play.plan()?.due).toBe('2027-03-11 23:59');
    expect(play.tell('2027-03-02 10:00', 'o-vice-1', extend('2027-03-18'))).toBeNull();
    expect(play.party().extendedWorkingDays).toBe(5);
  });

  it('counts an order to rectify from the deadline that was missed', () => {
    const play = open().until('2026-10-28 10:00');
    expect(play.tell('2026-10-28 11:00', 'o-vice-1', rectify('2026-11-04'))).toBeNull();
    expect(play.party()).toMatchObject({ round: 2, light: 'blue', extensions: 1, extendedWorkingDays: 9 });
    expect(play.plan()).toMatchObject({ due: '2026-11-04 23:59' });
    expect(play.plan()?.rungs[0]).toBe('remind-1 2026-11-03 09:00');
    expect(play.party().clock?.skipped).toEqual(['remind-5']);
  });
});

describe('an order to rectify', () => {
  it('is for what is overdue, from a post above', () => {
    expect(open().tell('2026-10-12 10:00', 'o-vice-1', rectify('2026-10-30'))).toBe('not-overdue');
    const play = open().until('2026-10-28');
    expect(play.tell('2026-10-28 11:00', 'o-head-a', rectify('2026-11-04'))).toBe('same-person');
    expect(play.tell('2026-10-28 11:00', 'o-head-b', rectify('2026-11-04'))).toBe('no-authority');
    expect(play.tell('2026-10-28 11:00', 'o-vice-1', rectify('2026-10-27'))).toBe('date-in-the-past');
  });
});
