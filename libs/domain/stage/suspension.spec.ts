import { Court } from '../../../test/support/domain/court.js';
import { shanghai } from '../../../test/support/domain/calendars.js';
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

const suspend: Said = { kind: 'suspend', reason: 'why' };
const resume: Said = { kind: 'resume', reason: null };
const submit: Said = { kind: 'submit', evidence: [] };

const open = (changes: Parameters<typeof stageOf>[0] = {}, court = new Court()): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)])), { court });

describe('a suspension', () => {
  it('stops every rung; its only events are the reviews of the superior of whoever ordered it', () => {
    const play = open();
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', suspend)).toBeNull();
    expect(play.party()).toMatchObject({ status: 'suspended', clock: { of: 'suspension', post: 'vice-1' } });
    const before = play.entries.length;
    play.until('2027-01-12 10:00');
    expect(play.firings()).toEqual([
      '2026-11-11 23:59 review-1 -> o-president (level)',
      '2026-12-11 23:59 review-2 -> o-president (level)',
      '2027-01-10 23:59 review-3 -> o-president (level)',
    ]);
    expect(play.entries).toHaveLength(before + 3);
    expect(play.of('rung-fired')[1]?.rungKey).toBe('report/head-a/1/suspension-1.review-2');
  });

  it('is reviewed by another person than who ordered it and who owes', () => {
    const reviewed = (court: Court) => {
      const play = open({}, court);
      play.tell('2026-10-12 10:00', 'o-vice-1', suspend);
      return play.until('2026-11-12').last('rung-fired').body;
    };
    expect(reviewed(new Court().holds('president', 'o-vice-1'))).toMatchObject({
      told: [{ officer: 'o-superior', as: 'level' }],
      passed: [{ post: 'president', why: 'is-involved' }],
    });
    expect(reviewed(new Court().holds('president', 'o-head-a'))).toMatchObject({
      told: [{ officer: 'o-superior' }],
      passed: [{ post: 'president', why: 'is-the-debtor' }],
    });
  });

  it('is reviewed by whoever ordered it where nobody is above', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-superior', suspend);
    expect(play.until('2026-11-12').firings()).toEqual([
      '2026-11-11 23:59 review-1 -> o-superior (suspender)',
    ]);
  });

  it('is ordered as the nearest post above each party in which the actor acts', () => {
    const court = new Court().holds('vice-2', 'o-vice-1');
    const play = open({ parties: named('head-a', 'head-b', 'head-c') }, court);
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', suspend)).toBeNull();
    expect(
      play.of('suspended').map(({ body }) => [body.clock.post, body.parties.map(({ party }) => party)]),
    ).toEqual([
      ['vice-1', ['head-a', 'head-b']],
      ['vice-2', ['head-c']],
    ]);
  });

  it('concerns all parties that it can where none is named', () => {
    const play = open({ parties: named('head-a', 'head-b') });
    play.tell('2026-10-12 09:00', 'o-head-a', { ...submit, party: 'head-a' });
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', suspend)).toBeNull();
    expect(play.last('suspended').body.parties).toMatchObject([{ party: 'head-b', remaining: 8 }]);
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', suspend)).toBe('nothing-to-do');
  });
});

describe('a resumption', () => {
  it('leaves the working days that were left, and skips reminders that have passed', () => {
    const play = open();
    // Three working days are left after Monday 19: Tuesday to Thursday.
    play.tell('2026-10-19 10:00', 'o-vice-1', suspend);
    expect(play.last('suspended').body.parties).toEqual([{ party: 'head-a', remaining: 3, untilNext: 3 }]);
    expect(play.tell('2026-11-13 10:00', 'o-vice-1', resume)).toBeNull();
    expect(play.plan()).toEqual({
      due: '2026-11-18 23:59',
      rungs: [
        'remind-1 2026-11-17 09:00',
        'overdue 2026-11-18 23:59',
        'escalate-1 2026-11-23 23:59',
        'escalate-2 2026-11-30 23:59',
        'launch 2026-12-09 23:59',
      ],
    });
    expect(play.party().clock?.rungs.filter((rung) => rung.moved)).toEqual([]);
    const early = open();
    early.tell('2026-10-12 10:00', 'o-vice-1', suspend);
    // Eight days were left before 21 November... a Saturday: counting begins on Monday 23.
    early.tell('2026-11-21 10:00', 'o-vice-1', resume);
    expect(early.plan()?.due).toBe('2026-12-02 23:59');
    expect(early.last('resumed').body.parties[0]?.skipped).toEqual([]);
    const late = open();
    late.tell('2026-10-21 08:00', 'o-vice-1', suspend);
    late.tell('2026-11-13 10:00', 'o-vice-1', resume);
    expect(late.plan()?.due).toBe('2026-11-16 23:59');
    expect(late.last('resumed').body.parties[0]?.skipped).toEqual(['remind-1']);
    expect(late.party().clock?.skipped).toEqual(['remind-1']);
  });

  it('leaves the calendar days, hours and minutes of a ladder that counts them', () => {
    const play = open({ due: { at: shanghai('2026-10-09 12:00') }, ladder: MINUTES });
    play.tell('2026-10-09 11:00', 'o-vice-1', suspend);
    play.tell('2026-10-11 08:00', 'o-vice-1', resume);
    expect(play.plan()).toMatchObject({ due: '2026-10-11 09:00' });
    expect(play.plan()?.rungs[0]).toBe('remind 2026-10-11 08:30');
  });

  it('leaves the time to the next rung of what is overdue', () => {
    const play = open();
    // Escalated on 27 October; the second escalation is due on 3 November, three working days after Thursday 29.
    play.tell('2026-10-29 10:00', 'o-vice-1', suspend);
    play.tell('2026-11-16 10:00', 'o-vice-1', resume);
    expect(play.party().light).toBe('red');
    expect(play.plan()?.rungs).toEqual(['escalate-2 2026-11-19 23:59', 'launch 2026-11-30 23:59']);
    expect(play.until('2026-11-20').firings().at(-1)).toBe(
      '2026-11-19 23:59 escalate-2 -> o-head-a, o-president (level)',
    );
  });

  it('does not bring a rung forward that had been put off', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-head-a', {
      kind: 'request-extension',
      until: shanghai('2026-10-30 18:00'),
      reason: 'why',
    });
    // Nobody decides: overdue on 27 October, so the first escalation comes on the 30th.
    play.tell('2026-10-28 10:00', 'o-vice-1', suspend);
    play.tell('2026-11-04 10:00', 'o-vice-1', resume);
    expect(play.plan()?.rungs[0]).toBe('escalate-1 2026-11-06 23:59');
  });

  it('leaves what a weekend would take', () => {
    const play = open();
    // Saturday 24 October; two working days are left to the escalation on Tuesday 27.
    play.tell('2026-10-24 10:00', 'o-vice-1', suspend);
    play.tell('2026-11-02 10:00', 'o-vice-1', resume);
    expect(play.plan()?.rungs[0]).toBe('escalate-1 2026-11-04 23:59');
  });

  it('leaves it also where counting from the due instant would give a day more', () => {
    const play = open();
    // Friday 23: Monday and Tuesday are left to the escalation. Resumed on a Saturday: Monday 9 and Tuesday 10 November.
    play.tell('2026-10-23 10:00', 'o-vice-1', suspend);
    play.tell('2026-11-07 10:00', 'o-vice-1', resume);
    expect(play.plan()?.rungs).toEqual([
      'escalate-1 2026-11-10 23:59',
      'escalate-2 2026-11-17 23:59',
      'launch 2026-11-26 23:59',
    ]);
  });

  it('says of every reminder that was left out since the clock began', () => {
    const play = new Play(briefOf(dutyOf([stageOf()])), { at: '2026-10-16 09:00' });
    play.tell('2026-10-21 08:00', 'o-vice-1', suspend);
    play.tell('2026-11-13 10:00', 'o-vice-1', resume);
    expect(play.party().clock?.skipped).toEqual(['remind-5', 'remind-1']);
  });

  it('goes on with the review where that was suspended', () => {
    const play = open({ review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-head-a', submit);
    play.tell('2026-10-14 10:00', 'o-president', suspend);
    expect(play.last('suspended').body.told).toEqual([
      { officer: 'o-vice-1', post: 'vice-1', as: 'reviewer' },
      { officer: 'o-head-a', post: 'head-a', as: 'owner' },
    ]);
    expect(
      play.tell('2026-10-15 10:00', 'o-vice-1', { kind: 'review', verdict: 'accept', reason: null }),
    ).toBe('suspended');
    play.tell('2026-11-02 10:00', 'o-president', resume);
    expect(play.party()).toMatchObject({ status: 'in-review', clock: { of: 'review', post: 'vice-1' } });
    expect(play.plan()).toMatchObject({ due: '2026-11-05 23:59' });
    expect(play.plan()?.rungs[0]).toBe('remind 2026-11-03 09:00');
  });

  it('finds that the reviewer has left meanwhile, at the next rung', () => {
    const court = new Court().isVacant('vice-1', shanghai('2026-10-20'));
    const play = open({ review: BY_SUPERIOR }, court);
    play.tell('2026-10-12 10:00', 'o-head-a', submit);
    play.tell('2026-10-14 10:00', 'o-president', suspend);
    play.tell('2026-11-02 10:00', 'o-president', resume);
    play.until('2026-11-03 09:00');
    expect(play.last('rung-fired').body).toMatchObject({
      passed: [{ post: 'vice-1', why: 'vacant' }],
      passesTo: { post: 'president', turn: 2 },
    });
  });

  it('counts suspensions, so that their rungs have keys of their own', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-vice-1', suspend);
    play.tell('2026-11-16 10:00', 'o-vice-1', resume);
    play.tell('2026-11-17 10:00', 'o-vice-1', suspend);
    play.until('2027-01-01');
    expect(play.of('rung-fired').map((entry) => entry.rungKey)).toEqual([
      'report/head-a/1/suspension-1.review-1',
      'report/head-a/1/suspension-2.review-1',
    ]);
  });
});

describe('while suspended', () => {
  it('nothing is handed in, extended, urged, or sent to launch; it may be waived and signed for', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-vice-1', suspend);
    const until = shanghai('2026-11-12');
    expect(play.tell('2026-10-12 11:00', 'o-head-a', submit)).toBe('suspended');
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'extend', until, reason: 'why' })).toBe(
      'suspended',
    );
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'rectify', until, reason: 'why' })).toBe(
      'suspended',
    );
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'urge', note: null })).toBe('suspended');
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'send-to-launch', reason: 'why' })).toBe(
      'suspended',
    );
    expect(play.tell('2026-10-12 11:00', 'o-head-a', { kind: 'sign' })).toBeNull();
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'waive', reason: 'why' })).toBeNull();
    expect(play.party()).toMatchObject({ status: 'waived', paused: null, clock: null });
  });

  it('only a running clock is suspended and only a suspended one resumed, by a post above', () => {
    const play = open();
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', { ...resume, parties: ['head-a'] })).toBe(
      'not-suspended',
    );
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', resume)).toBe('nothing-to-do');
    expect(play.tell('2026-10-12 10:00', 'o-head-a', suspend)).toBe('same-person');
    expect(play.tell('2026-10-12 10:00', 'o-vice-2', suspend)).toBe('no-authority');
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', { ...suspend, parties: [] })).toBe('party-required');
    play.tell('2026-10-12 10:00', 'o-vice-1', suspend);
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', { ...suspend, parties: ['head-a'] })).toBe('suspended');
    expect(play.tell('2026-10-12 11:00', 'o-head-a', resume)).toBe('same-person');
  });
});

describe('a right that is suspended', () => {
  it('keeps the time that outages took before it, and gets none for those during it', () => {
    const play = open({ kind: 'right', ladder: WINDOW });
    play.outage('2026-10-12 08:00', '2026-10-12 20:00');
    // Three working days are left after Monday 19, and one for the outage.
    play.tell('2026-10-19 10:00', 'o-vice-1', suspend);
    play.outage('2026-10-26 08:00', '2026-10-28 20:00');
    play.tell('2026-11-02 10:00', 'o-vice-1', resume);
    expect(play.plan()?.due).toBe('2026-11-06 23:59');
    play.until('2026-11-07');
    expect(play.of('window-extended')).toEqual([]);
    expect(play.party().status).toBe('window-closed');
  });

  it('keeps that time also where a request holds its window open', () => {
    const play = open({ kind: 'right', ladder: WINDOW });
    play.outage('2026-10-12 08:00', '2026-10-12 20:00');
    const until = shanghai('2026-11-06 18:00');
    play.tell('2026-10-20 10:00', 'o-head-a', { kind: 'request-extension', until, reason: 'why' });
    // Held until Tuesday 27: one working day is left after Monday, and one for the outage.
    play.tell('2026-10-26 10:00', 'o-vice-1', suspend);
    play.tell('2026-11-02 10:00', 'o-vice-1', resume);
    expect(play.plan()?.rungs).toEqual(['close 2026-11-04 23:59']);
  });
});
