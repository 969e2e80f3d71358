import { Court } from '../../../test/support/domain/court.js';
import { endOf, shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, BY_SUPERIOR, dutyOf, named, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const submit: Said = { kind: 'submit', evidence: [] };
const accept: Said = { kind: 'review', verdict: 'accept', reason: null };
const giveBack: Said = { kind: 'review', verdict: 'return', reason: 'why' };

const reviewed = (court = new Court(), changes: Parameters<typeof stageOf>[0] = {}): Play =>
  new Play(briefOf(dutyOf([stageOf({ review: BY_SUPERIOR, ...changes })])), { court });

/** Handed in on Monday 12 October, ten days before the due date. */
const handedIn = (court = new Court(), changes: Parameters<typeof stageOf>[0] = {}): Play => {
  const play = reviewed(court, changes);
  expect(play.tell('2026-10-12 10:00', 'o-head-a', submit)).toBeNull();
  return play;
};

describe('handing in', () => {
  it('stops the owner and starts the reviewer, who has five working days', () => {
    const play = handedIn();
    expect(play.party()).toMatchObject({
      status: 'in-review',
      clock: { of: 'review', turn: 1, post: 'vice-1', above: ['president', 'superior'] },
      submission: { by: 'o-head-a', principals: ['o-head-a'], unconfirmed: false, late: false, unused: 8 },
    });
    expect(play.last('evidence-submitted').body.told).toEqual([
      { officer: 'o-vice-1', post: 'vice-1', as: 'reviewer' },
    ]);
    expect(play.plan()).toEqual({
      due: '2026-10-19 23:59',
      rungs: [
        'remind 2026-10-15 09:00',
        'overdue 2026-10-19 23:59',
        'escalate-1 2026-10-21 23:59',
        'launch 2026-10-26 23:59',
      ],
    });
  });

  it('is also possible when it is late, and says so', () => {
    const play = reviewed();
    expect(play.tell('2026-10-24 10:00', 'o-head-a', submit)).toBeNull();
    expect(play.party().submission).toMatchObject({ late: true, unused: -2 });
  });

  it('counts as in time at the very last instant, and as late one millisecond after it', () => {
    const last = '2026-10-22 23:59:59.999';
    const inTime = reviewed();
    expect(inTime.tell(last, 'o-head-a', submit)).toBeNull();
    expect(inTime.party()).toMatchObject({ status: 'in-review', submission: { late: false } });
    expect(inTime.firings().some((line) => line.includes('overdue'))).toBe(false);
    const late = reviewed();
    expect(late.tell('2026-10-23 00:00', 'o-head-a', submit)).toBeNull();
    expect(late.party()).toMatchObject({ status: 'in-review', submission: { late: true } });
    expect(late.firings().at(-1)).toContain('overdue');
  });

  it('leaves out a reminder whose instant has passed', () => {
    const play = reviewed(new Court(), { review: { ...BY_SUPERIOR, within: { workingDays: 1 } } });
    play.tell('2026-10-12 10:00', 'o-head-a', submit);
    expect(play.party().clock?.skipped).toEqual(['remind']);
    expect(play.plan()?.rungs[0]).toBe('overdue 2026-10-13 23:59');
  });
});

describe('acceptance', () => {
  it('counts from the day on which it was handed in', () => {
    const play = handedIn();
    expect(play.tell('2026-10-16 10:00', 'o-vice-1', accept)).toBeNull();
    expect(play.last('submission-accepted').body).toMatchObject({
      fulfilledAt: shanghai('2026-10-12 10:00'),
    });
    expect(play.party()).toMatchObject({ status: 'fulfilled', clock: null });
    expect(play.until('2026-12-01').firings()).toEqual(['2026-10-15 09:00 remind -> o-vice-1 (reviewer)']);
  });

  it('is for the substitute of an absent reviewer too', () => {
    const play = handedIn(new Court().isAway('o-vice-1', 'o-vice-2', shanghai('2026-10-13')));
    expect(play.tell('2026-10-14 10:00', 'o-vice-2', accept)).toBeNull();
  });
});

describe('a return', () => {
  it('restores the time that was left and opens a new round with the whole ladder', () => {
    const play = handedIn();
    expect(play.tell('2026-10-15 15:00', 'o-vice-1', giveBack)).toBeNull();
    expect(play.party()).toMatchObject({ status: 'open', round: 2, light: 'blue', extensions: 0 });
    // Eight working days after Thursday 15: 16, 19-23, 26, 27.
    expect(play.plan()).toEqual({
      due: '2026-10-27 23:59',
      rungs: [
        'remind-5 2026-10-20 09:00',
        'remind-1 2026-10-26 09:00',
        'overdue 2026-10-27 23:59',
        'escalate-1 2026-10-30 23:59',
        'escalate-2 2026-11-06 23:59',
        'launch 2026-11-17 23:59',
      ],
    });
  });

  it('leaves at least three working days', () => {
    const play = reviewed();
    play.tell('2026-10-21 10:00', 'o-head-a', submit);
    expect(play.tell('2026-10-23 10:00', 'o-vice-1', giveBack)).toBeNull();
    expect(play.plan()?.due).toBe('2026-10-28 23:59');
    expect(play.party().clock).toMatchObject({ basis: { of: 'least-after-return' }, skipped: ['remind-5'] });
  });

  it('leaves three working days also of what was handed in late', () => {
    const play = reviewed();
    play.tell('2026-10-26 10:00', 'o-head-a', submit);
    play.tell('2026-10-27 10:00', 'o-vice-1', giveBack);
    expect(play.plan()?.due).toBe('2026-10-30 23:59');
    expect(play.party().light).toBe('blue');
  });

  it('gives more only out of the extension limit', () => {
    const play = handedIn();
    const ten: Said = { ...giveBack, within: { workingDays: 10 } } as Said;
    expect(play.tell('2026-10-15 15:00', 'o-vice-1', ten)).toBeNull();
    expect(play.plan()?.due).toBe('2026-10-29 23:59');
    // The eight that were left would have ended on 27 October.
    expect(play.party()).toMatchObject({ extensions: 1, extendedWorkingDays: 2 });
    expect(play.last('submission-returned').body).toMatchObject({ extended: true, workingDays: 2 });
    const more: Said = { ...giveBack, within: { workingDays: 29 } } as Said;
    play.tell('2026-10-16 10:00', 'o-head-a', submit);
    expect(play.tell('2026-10-16 11:00', 'o-vice-1', more)).toBe('extension-limit');
  });

  it('gives no less than was left, whatever the reviewer says', () => {
    const play = handedIn();
    expect(
      play.tell('2026-10-15 15:00', 'o-vice-1', { ...giveBack, within: { workingDays: 1 } } as Said),
    ).toBeNull();
    expect(play.plan()?.due).toBe('2026-10-27 23:59');
    expect(play.party().extensions).toBe(0);
  });

  it('does not count the time of the review against a later extension', () => {
    const play = handedIn();
    // Weeks later, while the reviewer's ladder runs: the review has passed on to the president.
    expect(play.tell('2026-11-02 15:00', 'o-president', giveBack)).toBeNull();
    expect(play.plan()?.due).toBe('2026-11-12 23:59');
    const until = endOf('2026-11-26');
    expect(play.tell('2026-11-03 10:00', 'o-vice-1', { kind: 'extend', until, reason: 'why' })).toBeNull();
    expect(play.party().extendedWorkingDays).toBe(10);
  });
});

describe('a silent reviewer', () => {
  const play = handedIn().until('2026-12-31');

  it('is reminded, those above the reviewer hear of it, and the review passes on', () => {
    expect(play.firings()).toEqual([
      '2026-10-15 09:00 remind -> o-vice-1 (reviewer)',
      '2026-10-19 23:59 overdue -> o-vice-1 (reviewer)',
      '2026-10-21 23:59 escalate-1 -> o-vice-1 (reviewer), o-president (level)',
      '2026-10-26 23:59 launch -> o-vice-1 (reviewer), o-president (reviewer)',
      '2026-10-29 09:00 remind -> o-president (reviewer)',
      '2026-11-02 23:59 overdue -> o-president (reviewer)',
      '2026-11-04 23:59 escalate-1 -> o-president (reviewer), o-superior (level)',
      '2026-11-09 23:59 launch -> o-president (reviewer), o-superior (reviewer)',
      '2026-11-12 09:00 remind -> o-superior (reviewer)',
      '2026-11-16 23:59 overdue -> o-superior (reviewer)',
      '2026-11-18 23:59 escalate-1 -> o-superior (reviewer)',
      '2026-11-23 23:59 launch -> o-superior (reviewer)',
    ]);
  });

  it('opens a launch file about each silent reviewer, and none about the owner', () => {
    const launches = play.of('rung-fired').flatMap(({ body }) => body.launch ?? []);
    expect(launches.map(({ answering }) => answering)).toEqual(['vice-1', 'president', 'superior']);
  });

  it('ends accepted unreviewed when nobody is left', () => {
    expect(play.party()).toMatchObject({ status: 'accepted-unreviewed', clock: null });
    expect(play.last('rung-fired').body.passesTo).toBeNull();
    expect(play.last('stage-closed').body.outcome.fulfilled).toBe(1);
  });

  it('gives every rung its own key', () => {
    const keys = play.of('rung-fired').map((entry) => entry.rungKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[0]).toBe('report/head-a/1/review-1.remind');
    expect(keys[4]).toBe('report/head-a/1/review-2.remind');
  });
});

describe('who reviews', () => {
  const reviewerOf = (play: Play) => play.party().clock?.post;
  const passed = (play: Play) => play.last('evidence-submitted').body.passed;

  it('is the post above, or the one above that when it is vacant', () => {
    const play = handedIn(new Court().isVacant('vice-1'));
    expect(reviewerOf(play)).toBe('president');
    expect(passed(play)).toEqual([{ post: 'vice-1', why: 'vacant' }]);
  });

  it('is another person than the owner, whatever posts they hold', () => {
    const play = handedIn(new Court().holds('vice-1', 'o-head-a'));
    expect(reviewerOf(play)).toBe('president');
    expect(passed(play)).toEqual([{ post: 'vice-1', why: 'is-the-debtor' }]);
  });

  it('is another person than the clerk who handed it in', () => {
    const play = reviewed(new Court());
    play.tell('2026-10-12 10:00', 'o-vice-1', submit, true);
    expect(reviewerOf(play)).toBe('president');
    expect(passed(play)).toEqual([{ post: 'vice-1', why: 'is-involved' }]);
  });

  it('is the declared kind of post, then its leader, its peers, and everybody above', () => {
    const play = reviewed(new Court(), {
      parties: named('judge-a1'),
      review: { ...BY_SUPERIOR, by: { post: 'department-head' } },
    });
    expect(play.party().party.reviewers).toEqual([
      'head-a',
      'vice-1',
      'head-b',
      'head-c',
      'president',
      'superior',
    ]);
  });

  it('is nobody where nobody is left: then it counts as accepted unreviewed at once', () => {
    const court = new Court().isVacant('vice-1').isVacant('president').isVacant('superior');
    const play = handedIn(court);
    expect(play.party()).toMatchObject({ status: 'accepted-unreviewed', clock: null });
    expect(play.last('evidence-submitted').body).toMatchObject({ to: 'accepted-unreviewed', review: null });
  });

  it('changes at the next rung when the reviewer has left or answers for the work now', () => {
    const left = handedIn(new Court().isVacant('vice-1', shanghai('2026-10-13')));
    left.until('2026-10-15 09:00');
    expect(left.last('rung-fired').body).toMatchObject({
      rung: 'remind',
      passed: [{ post: 'vice-1', why: 'vacant' }],
      told: [{ officer: 'o-president', as: 'reviewer' }],
      passesTo: { post: 'president', turn: 2 },
    });
    expect(reviewerOf(left)).toBe('president');
    const promoted = handedIn(new Court().holds('vice-1', 'o-head-a', shanghai('2026-10-13')));
    promoted.until('2026-10-15 09:00');
    expect(promoted.last('rung-fired').body.passed).toEqual([{ post: 'vice-1', why: 'is-the-debtor' }]);
  });
});

describe('nobody reviews', () => {
  it('what they handed in, also as holder of another post by now', () => {
    const court = new Court()
      .holds('vice-1', 'o-head-a', shanghai('2026-10-13'))
      .holds('head-a', 'o-new', shanghai('2026-10-13'));
    expect(handedIn(court).tell('2026-10-14 10:00', 'o-head-a', accept)).toBe('same-person');
  });

  it('what a clerk handed in in their name', () => {
    const court = new Court()
      .holds('vice-1', 'o-head-a', shanghai('2026-10-13'))
      .holds('head-a', 'o-new', shanghai('2026-10-13'));
    const play = reviewed(court);
    play.tell('2026-10-12 10:00', 'o-clerk', submit, true);
    expect(play.tell('2026-10-14 10:00', 'o-head-a', accept)).toBe('same-person');
  });

  it('without being the reviewer', () => {
    expect(handedIn().tell('2026-10-14 10:00', 'o-president', accept)).toBe('not-the-reviewer');
    expect(handedIn().tell('2026-10-14 10:00', 'o-head-b', accept)).toBe('not-the-reviewer');
  });

  it('and returns without a reason, or for a time that is none', () => {
    const play = handedIn();
    const silentReturn: Said = { kind: 'review', verdict: 'return', reason: null };
    expect(play.tell('2026-10-14 10:00', 'o-vice-1', silentReturn)).toBe('reason-required');
    const within = (duration: string): Said => ({ ...giveBack, within: { duration } }) as Said;
    expect(play.tell('2026-10-14 10:00', 'o-vice-1', within('P1M'))).toBe('offset-invalid');
    expect(play.tell('2026-10-14 10:00', 'o-vice-1', within('soon'))).toBe('offset-invalid');
    expect(
      play.tell('2026-10-14 10:00', 'o-vice-1', { ...giveBack, within: { workingDays: 1.5 } } as Said),
    ).toBe('offset-invalid');
  });
});
