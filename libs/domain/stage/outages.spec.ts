import { endOf, inShanghai, shanghai } from '../../../test/support/domain/calendars.js';
import {
  briefOf,
  BY_SUPERIOR,
  dutyOf,
  MINUTES,
  named,
  stageOf,
  WINDOW,
} from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';
import type { Outage } from './context.js';
import { outageMsWithin } from './outages.js';

const submit: Said = { kind: 'submit', evidence: [] };
const open = (changes: Parameters<typeof stageOf>[0] = {}): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)])));
const right = (): Play => open({ kind: 'right', ladder: WINDOW });
/** A right to be used by noon of Friday 9 October, in minutes. */
const quickRight = (): Play =>
  open({
    kind: 'right',
    due: { at: shanghai('2026-10-09 12:00') },
    ladder: { unit: 'milliseconds', rungs: [{ name: 'close', action: 'close', offset: 0 }] },
  });

describe('the length of outages between two instants', () => {
  const gap = (from: string, to: string): Outage => ({
    from: shanghai(`2026-10-09 ${from}`),
    to: shanghai(`2026-10-09 ${to}`),
  });
  it.each([
    ['none', [], 0],
    ['one within', [gap('10:10', '10:20')], 10],
    ['one that begins before', [gap('09:00', '10:20')], 20],
    ['one that ends after', [gap('10:50', '12:00')], 10],
    ['one that covers all', [gap('09:00', '12:00')], 60],
    ['one outside', [gap('11:00', '12:00')], 0],
    ['two that overlap, counted once', [gap('10:15', '10:30'), gap('10:10', '10:20')], 20],
    ['one within another', [gap('10:10', '10:40'), gap('10:20', '10:30')], 30],
  ])('%s', (_, gaps, minutes) => {
    const ms = outageMsWithin(gaps, shanghai('2026-10-09 10:00'), shanghai('2026-10-09 11:00'));
    expect(ms).toBe(minutes * 60_000);
  });
});

describe('a right', () => {
  it('gets a lost day back when its window would close, counted from there', () => {
    const play = right();
    play.outage('2026-10-13 08:00', '2026-10-13 20:00');
    play.until('2026-10-23');
    expect(play.last('window-extended').body).toMatchObject({
      outageMs: 12 * 3_600_000,
      clock: { due: endOf('2026-10-23'), basis: { of: 'outage', from: endOf('2026-10-22') } },
    });
    expect(play.party().status).toBe('open');
    expect(play.tell('2026-10-23 15:00', 'o-head-a', submit)).toBeNull();
    expect(play.party().submission?.late).toBe(false);
  });

  it('closes after the lost time has been given back once', () => {
    const play = right();
    play.outage('2026-10-13 08:00', '2026-10-13 20:00');
    play.until('2026-10-24');
    expect(play.of('window-extended')).toHaveLength(1);
    expect(play.party().status).toBe('window-closed');
  });

  it('gets back in full what an outage over its end took, counted from the end of the outage', () => {
    const play = quickRight();
    play.outage('2026-10-09 11:30', '2026-10-09 14:00');
    expect(play.last('window-extended').body).toMatchObject({
      outageMs: 30 * 60_000,
      creditedTo: shanghai('2026-10-09 14:00'),
      clock: { due: shanghai('2026-10-09 14:30') },
    });
    play.until('2026-10-09 14:30');
    expect(play.of('window-extended')).toHaveLength(1);
    expect(play.party().status).toBe('window-closed');
  });

  it('gets back what another outage takes of the time that was given back', () => {
    const play = quickRight();
    play.outage('2026-10-09 11:30', '2026-10-09 14:00').outage('2026-10-09 14:20', '2026-10-09 15:00');
    expect(play.plan()?.due).toBe('2026-10-09 15:10');
    play.until('2026-10-09 16:00');
    expect(play.of('window-extended').map(({ body }) => body.outageMs / 60_000)).toEqual([30, 10]);
  });

  it('gets back an outage that goes on while it would close, in two steps', () => {
    const play = quickRight();
    // Known at noon as far as it has lasted; it goes on until 12:20.
    play.outages = [{ from: shanghai('2026-10-09 11:30'), to: shanghai('2026-10-09 12:00:00.001') }];
    play.until('2026-10-09 12:00');
    expect(play.plan()?.due).toBe('2026-10-09 12:30');
    play.outages = [{ from: shanghai('2026-10-09 11:30'), to: shanghai('2026-10-09 12:20') }];
    play.until('2026-10-09 12:30');
    expect(play.plan()?.due).toBe('2026-10-09 12:50');
    play.until('2026-10-09 13:00');
    expect(play.of('window-extended').map(({ body }) => body.outageMs / 60_000)).toEqual([30, 20]);
    expect(play.party().status).toBe('window-closed');
  });

  it('does not close by the clock of a system that nobody measured, but was late itself', () => {
    const play = quickRight().sleepTo('2026-10-09 13:00');
    expect(play.last('window-extended').body).toMatchObject({
      outageMs: 60 * 60_000,
      clock: { due: shanghai('2026-10-09 14:00') },
    });
    expect(quickRight().sleepTo('2026-10-09 12:01').party().status).toBe('window-closed');
  });

  it('loses nothing when an outage begins at the instant at which it ends', () => {
    const play = quickRight();
    play.outages = [{ from: shanghai('2026-10-09 12:00'), to: shanghai('2026-10-09 12:30') }];
    play.sleepTo('2026-10-09 12:30');
    expect(play.party().status).toBe('window-closed');
  });

  it('keeps what it lost when its deadline is put off', () => {
    const play = right();
    play.outage('2026-10-13 08:00', '2026-10-13 20:00').until('2026-10-20 10:00');
    play.tell('2026-10-20 11:00', 'o-vice-1', { kind: 'extend', until: endOf('2026-10-26'), reason: 'why' });
    play.until('2026-10-27');
    expect(play.plan()?.due).toBe('2026-10-27 23:59');
  });
});

describe('the rungs of a duty that an outage swallowed', () => {
  it('come as one, the earliest; each later one keeps its distance from it', () => {
    const play = open();
    // Overdue on Thursday 22 and escalated on Tuesday 27, had anything run.
    play.outage('2026-10-20 08:00', '2026-10-28 09:00');
    expect(play.of('rung-skipped').map(({ body }) => body.rung)).toEqual(['remind-1']);
    expect(play.firings().at(-1)).toBe('2026-10-28 09:00 overdue -> o-head-a');
    expect(play.last('rung-fired').body).toMatchObject({ plannedAt: endOf('2026-10-22') });
    expect(play.last('rung-fired').body.lateMs).toBe(
      Date.parse(shanghai('2026-10-28 09:00')) - Date.parse(endOf('2026-10-22')),
    );
    expect(play.plan()?.rungs).toEqual([
      'escalate-1 2026-11-02 23:59',
      'escalate-2 2026-11-09 23:59',
      'launch 2026-11-18 23:59',
    ]);
    expect(play.until('2026-12-01').firings()).toHaveLength(5);
  });

  it('come late alone when the next has not passed, and the next keeps its distance', () => {
    const play = open({ due: { at: shanghai('2026-10-09 12:00') }, ladder: MINUTES });
    play.outage('2026-10-09 11:59', '2026-10-09 12:08');
    expect(play.firings().at(-1)).toBe('2026-10-09 12:08 overdue -> o-head-a');
    expect(play.plan()?.rungs).toEqual([
      'escalate-1 2026-10-09 12:18',
      'escalate-2 2026-10-09 12:28',
      'launch 2026-10-09 12:38',
    ]);
  });

  it('come as one also where all were missed within seconds', () => {
    const seconds = {
      ...MINUTES,
      rungs: MINUTES.rungs.map((rung) => ({ ...rung, offset: rung.offset / 60 })),
    };
    const play = open({ due: { at: shanghai('2026-10-09 12:00') }, ladder: seconds });
    play.sleepTo('2026-10-09 12:00:45');
    expect(play.firings()).toEqual(['2026-10-09 12:00 overdue -> o-head-a']);
    expect(play.party().clock?.rungs[0]?.at).toBe(shanghai('2026-10-09 12:00:55'));
  });

  it('come on their days when they are only a moment late', () => {
    const play = open().sleepTo('2026-10-23 00:00:05');
    expect(play.last('rung-fired').body).toMatchObject({ rung: 'overdue', lateMs: 5_001 });
    expect(play.plan()?.rungs[0]).toBe('escalate-1 2026-10-27 23:59');
  });

  describe('while only the worker runs', () => {
    const PARTY = { due: { at: shanghai('2026-10-09 12:00') }, ladder: MINUTES };
    /** The time passes minute by minute, and whoever looks sees the outage as far as it has lasted. */
    const lasting = (play: Play, from: string, minutes: number): Play => {
      const since = shanghai(from);
      play.until(from);
      for (let n = 1; n <= minutes; n += 1) {
        const to = new Date(Date.parse(since) + n * 60_000).toISOString();
        play.outages = [{ from: since, to }];
        play.sleepTo(inShanghai(to));
      }
      return play;
    };

    it('come no more than one in an outage, however long it lasts, and go on when it is over', () => {
      const play = lasting(open(PARTY), '2026-10-09 11:50', 45);
      expect(play.firings().slice(1)).toEqual(['2026-10-09 12:00 overdue -> o-head-a']);
      expect(play.of('rung-put-off').map(({ at, body }) => `${inShanghai(at)} ${body.rung}`)).toEqual([
        '2026-10-09 12:10 escalate-1',
        '2026-10-09 12:20 escalate-1',
        '2026-10-09 12:30 escalate-1',
      ]);
      expect(play.plan()?.rungs).toEqual([
        'escalate-1 2026-10-09 12:40',
        'escalate-2 2026-10-09 12:50',
        'launch 2026-10-09 13:00',
      ]);
      expect(play.party().clock?.rungs[0]?.moved).toMatchObject({ by: 'outage' });
      expect(play.until('2026-10-09 14:00').firings()).toHaveLength(5);
    });

    it('are put off a few times only by an outage of a day', () => {
      const play = lasting(open(PARTY), '2026-10-09 11:50', 24 * 60);
      expect(play.of('rung-put-off').length).toBeLessThan(25);
      expect(play.until('2026-10-11').firings()).toHaveLength(5);
    });

    it('come one by one where there was time to act between them', () => {
      const play = lasting(open(PARTY), '2026-10-09 12:08', 4);
      expect(play.firings().at(-1)).toMatch('2026-10-09 12:10 escalate-1');
      play.until('2026-10-09 14:00');
      expect(play.of('rung-put-off')).toEqual([]);
      expect(play.firings()).toHaveLength(5);
    });

    it('come of a reviewer no more than one either', () => {
      const play = open({ review: BY_SUPERIOR });
      play.tell('2026-10-12 10:00', 'o-head-a', submit);
      const due = play.party().clock!.rungs.find(({ action }) => action === 'overdue')!.at;
      play.outages = [{ from: shanghai('2026-10-13 08:00'), to: shanghai('2026-12-01 00:00') }];
      play.until(inShanghai(due)).until('2026-11-30 12:00');
      expect(play.firings().filter((text) => !text.includes('remind'))).toHaveLength(1);
      expect(play.of('rung-put-off').length).toBeGreaterThan(3);
    });
  });

  it('come of a reviewer in the same way', () => {
    const play = open({ review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-head-a', submit);
    play.outage('2026-10-14 08:00', '2026-10-27 09:00');
    expect(play.firings()).toEqual(['2026-10-27 09:00 overdue -> o-vice-1 (reviewer)']);
    expect(play.plan()?.rungs).toEqual(['escalate-1 2026-10-29 23:59', 'launch 2026-11-03 23:59']);
  });

  it('come of every party of a cohort', () => {
    const play = open({ parties: named('head-a', 'head-b', 'head-c') });
    play.outage('2026-10-20 08:00', '2026-10-28 09:00');
    expect(play.of('rung-fired').filter(({ body }) => body.action === 'overdue')).toHaveLength(3);
  });

  it('come again after a suspension at the distance that they had', () => {
    const play = open();
    play.outage('2026-10-20 08:00', '2026-10-28 09:00');
    // The escalation is due on Monday 2 November: one working day after Friday 30.
    play.tell('2026-10-30 10:00', 'o-vice-1', { kind: 'suspend', reason: 'why' });
    play.tell('2026-11-16 10:00', 'o-vice-1', { kind: 'resume', reason: null });
    expect(play.plan()?.rungs[0]).toBe('escalate-1 2026-11-17 23:59');
  });

  it('only skip reminders that have passed, and keep one that is the last', () => {
    const play = open();
    play.outage('2026-10-14 08:00', '2026-10-21 20:00');
    expect(play.of('rung-skipped').map(({ body }) => body.rung)).toEqual(['remind-5']);
    expect(play.firings()).toEqual(['2026-10-21 20:00 remind-1 -> o-head-a']);
    expect(play.plan()?.rungs[0]).toBe('overdue 2026-10-22 23:59');
  });
});

describe('a suspension that nobody looked at in an outage', () => {
  it('is looked at once, and again a month later', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'suspend', reason: 'why' });
    play.outage('2026-10-20 08:00', '2027-01-20 09:00');
    expect(play.firings()).toEqual(['2027-01-20 09:00 review-1 -> o-president (level)']);
    expect(play.plan()?.rungs).toEqual(['review-2 2027-02-19 23:59']);
  });
});
