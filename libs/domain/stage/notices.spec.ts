import { Court } from '../../../test/support/domain/court.js';
import { chinaWith, endOf, shanghai } from '../../../test/support/domain/calendars.js';
import {
  briefOf,
  BY_SUPERIOR,
  dutyOf,
  named,
  ORDINARY,
  stageOf,
} from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const OCTOBER = {
  from: '2026-10-01',
  to: '2026-10-31',
  start: shanghai('2026-10-01'),
  end: endOf('2026-10-31'),
};
const TYPHOON = { date: '2026-10-20', working: false, name: 'typhoon' };
const tenWorkingDays = { from: 'stage-opening', offset: { workingDays: 10 } } as const;

type Changes = Parameters<typeof stageOf>[0];
const open = (changes: Changes = {}, court = new Court(), period: typeof OCTOBER | null = null): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)]), { period }), { court });

/** Somebody takes up the post of head-a, and the stage hears of it. */
function takesUp(play: Play, at: string, officer = 'o-new'): Play {
  play.court.holds('head-a', officer, shanghai(at));
  expect(play.step(at, { kind: 'holder-entered', post: 'head-a' })).toBeNull();
  return play;
}

describe('a new holder of an owing post', () => {
  it('gets five working days', () => {
    const play = takesUp(open(), '2026-10-20 09:00');
    expect(play.last('grace-given').body).toMatchObject({ post: 'head-a', holder: 'o-new' });
    // 21-23, 26, 27 October.
    expect(play.plan()).toMatchObject({ due: '2026-10-27 23:59' });
    expect(play.plan()?.rungs.slice(0, 2)).toEqual(['remind-1 2026-10-26 09:00', 'overdue 2026-10-27 23:59']);
    expect(play.party()).toMatchObject({ round: 1, light: 'blue', extensions: 0, graceGiven: true });
  });

  it('gets no more than the period has', () => {
    const play = takesUp(open({ due: { at: '2026-10-29' } }, new Court(), OCTOBER), '2026-10-28 09:00');
    expect(play.plan()?.due).toBe('2026-10-31 23:59');
  });

  it('gets all of it where the deadline lies after the period, as of a report on it', () => {
    const play = takesUp(open({ due: { at: '2026-11-04' } }, new Court(), OCTOBER), '2026-11-03 09:00');
    expect(play.plan()?.due).toBe('2026-11-10 23:59');
  });

  it('gets nothing where the deadline lies further away', () => {
    expect(takesUp(open(), '2026-10-13 09:00').of('grace-given')).toEqual([]);
    const atItsEnd = open({ due: { at: '2026-10-31' } }, new Court(), OCTOBER);
    expect(takesUp(atItsEnd, '2026-10-30 09:00').of('grace-given')).toEqual([]);
  });

  it('gets it once, however often the post changes hands', () => {
    const play = takesUp(open(), '2026-10-20 09:00');
    takesUp(play, '2026-10-26 09:00', 'o-newer');
    expect(play.of('grace-given')).toHaveLength(1);
    expect(play.plan()?.due).toBe('2026-10-27 23:59');
  });

  it('has inherited nothing of a stage that opened in their time', () => {
    const court = new Court().holds('head-a', 'o-new', shanghai('2026-10-08'));
    const play = open({ due: { at: '2026-10-14' } }, court);
    play.step('2026-10-12 09:00', { kind: 'holder-entered', post: 'head-a' });
    expect(play.of('grace-given')).toEqual([]);
  });

  it('gets it for the tenure that was foretold, and not where another one came instead', () => {
    const foretold = { kind: 'holder-entered', post: 'head-a', from: shanghai('2026-10-20') } as const;
    const came = open();
    came.court.holds('head-a', 'o-new', shanghai('2026-10-20'));
    came.step('2026-10-20 00:00', foretold);
    expect(came.plan()?.due).toBe('2026-10-27 23:59');

    const didNotCome = open();
    didNotCome.step('2026-10-20 00:00', foretold);
    expect(didNotCome.of('grace-given')).toEqual([]);

    const cameEarlier = open();
    cameEarlier.court.holds('head-a', 'o-new', shanghai('2026-10-12'));
    cameEarlier.step('2026-10-20 00:00', foretold);
    expect(cameEarlier.of('grace-given')).toEqual([]);
  });

  it('is not overdue less for it, but the next rung waits', () => {
    const play = takesUp(open().until('2026-10-26'), '2026-10-26 09:00');
    expect(play.party()).toMatchObject({ light: 'red', clock: { due: endOf('2026-10-22') } });
    expect(play.plan()?.rungs).toEqual([
      'escalate-1 2026-11-02 23:59',
      'escalate-2 2026-11-09 23:59',
      'launch 2026-11-18 23:59',
    ]);
  });

  it('gets nothing in a body, under review, in a suspension, or for another post', () => {
    const body = open({ parties: named('leading-group') });
    body.court.holds('president', 'o-new', shanghai('2026-10-20'));
    body.step('2026-10-20 09:00', { kind: 'holder-entered', post: 'president' });
    expect(body.of('grace-given')).toEqual([]);
    const inReview = open({ review: BY_SUPERIOR });
    inReview.tell('2026-10-19 09:00', 'o-head-a', { kind: 'submit', evidence: [] });
    expect(takesUp(inReview, '2026-10-20 09:00').of('grace-given')).toEqual([]);
    const suspended = open();
    suspended.tell('2026-10-19 09:00', 'o-vice-1', { kind: 'suspend', reason: 'why' });
    expect(takesUp(suspended, '2026-10-20 09:00').of('grace-given')).toEqual([]);
    const other = open();
    other.step('2026-10-20 09:00', { kind: 'holder-entered', post: 'head-b' });
    expect(other.of('grace-given')).toEqual([]);
  });

  it('finds a request still held, from the new deadline on', () => {
    const play = open();
    const until = endOf('2026-11-06');
    play.tell('2026-10-12 10:00', 'o-head-a', { kind: 'request-extension', until, reason: 'why' });
    takesUp(play, '2026-10-20 09:00');
    expect(play.plan()).toMatchObject({ due: '2026-10-27 23:59' });
    expect(play.plan()?.rungs[1]).toBe('overdue 2026-10-30 23:59');
    expect(play.party().pendingExtension?.holdsUntil).toBe(endOf('2026-10-30'));
  });

  it('has days of grace that follow a new calendar', () => {
    const play = takesUp(open(), '2026-10-20 09:00');
    play.calendar = chinaWith(2, { date: '2026-10-23', working: false, name: 'typhoon' });
    play.step('2026-10-21 09:00', { kind: 'calendar-changed' });
    expect(play.plan()?.due).toBe('2026-10-28 23:59');
  });
});

describe('a new calendar', () => {
  const changed = (play: Play, at: string, ...days: Parameters<typeof chinaWith>[1][]): Play => {
    play.calendar = chinaWith(play.calendar.version + 1, ...days);
    expect(play.step(at, { kind: 'calendar-changed' })).toBeNull();
    return play;
  };

  it('moves a deadline that counts days, with its rungs', () => {
    const play = changed(open({ due: tenWorkingDays }), '2026-10-12 09:00', TYPHOON);
    expect(play.plan()).toEqual({
      due: '2026-10-23 23:59',
      rungs: [
        'remind-5 2026-10-15 09:00',
        'remind-1 2026-10-22 09:00',
        'overdue 2026-10-23 23:59',
        'escalate-1 2026-10-28 23:59',
        'escalate-2 2026-11-04 23:59',
        'launch 2026-11-13 23:59',
      ],
    });
    expect(play.last('replanned').body).toMatchObject({ with: { calendarVersion: 2 } });
  });

  it('leaves a deadline that is a date, and moves the rungs around it', () => {
    const play = changed(open(), '2026-10-12 09:00', { ...TYPHOON, date: '2026-10-23' });
    expect(play.plan()).toMatchObject({ due: '2026-10-22 23:59' });
    expect(play.plan()?.rungs[3]).toBe('escalate-1 2026-10-28 23:59');
  });

  it('moves nothing where it changes nothing', () => {
    const play = changed(open(), '2026-10-12 09:00', { ...TYPHOON, date: '2027-10-20' });
    expect(play.of('replanned')).toEqual([]);
  });

  it('moves nothing into the past', () => {
    // Two Saturdays that are worked all of a sudden would have made it due on the 20th.
    const play = open({ due: tenWorkingDays }).until('2026-10-21 09:30');
    changed(
      play,
      '2026-10-21 10:00',
      { date: '2026-10-17', working: true, name: 'make-up' },
      { date: '2026-10-18', working: true, name: 'make-up' },
    );
    expect(play.of('replanned')).toEqual([]);
    expect(play.plan()?.due).toBe('2026-10-22 23:59');
  });

  it('leaves a deadline that has passed and the next rung where it would have come before', () => {
    const play = open({ due: tenWorkingDays }).until('2026-10-27 09:00');
    changed(play, '2026-10-27 10:00', TYPHOON, { date: '2026-10-24', working: true, name: 'make-up' });
    expect(play.of('replanned')).toEqual([]);
    const due = open({ due: tenWorkingDays }).until('2026-10-23 09:00');
    changed(due, '2026-10-23 10:00', TYPHOON, { date: '2026-10-26', working: false, name: 'typhoon' });
    expect(due.plan()).toMatchObject({ due: '2026-10-22 23:59' });
    expect(due.plan()?.rungs[0]).toBe('escalate-1 2026-10-28 23:59');
  });

  it('moves the rungs of what is overdue, and not the deadline', () => {
    const play = changed(open().until('2026-10-23 09:00'), '2026-10-23 10:00', {
      ...TYPHOON,
      date: '2026-10-26',
    });
    expect(play.plan()).toEqual({
      due: '2026-10-22 23:59',
      rungs: ['escalate-1 2026-10-28 23:59', 'escalate-2 2026-11-04 23:59', 'launch 2026-11-13 23:59'],
    });
  });

  it('moves what was put off from where it was put off', () => {
    const play = open({ ladder: ORDINARY });
    play.outage('2026-10-20 08:00', '2026-10-28 09:00');
    expect(play.plan()?.rungs[0]).toBe('escalate-1 2026-11-02 23:59');
    changed(play, '2026-10-28 10:00', { ...TYPHOON, date: '2026-10-29' });
    expect(play.plan()?.rungs).toEqual(['escalate-1 2026-11-03 23:59', 'lapse 2026-11-10 23:59']);
  });

  it('moves a reviewer’s clock, and is followed by a suspended one when it is resumed', () => {
    const inReview = open({ review: BY_SUPERIOR });
    inReview.tell('2026-10-14 10:00', 'o-head-a', { kind: 'submit', evidence: [] });
    expect(inReview.plan()?.due).toBe('2026-10-21 23:59');
    expect(changed(inReview, '2026-10-15 09:00', TYPHOON).plan()?.due).toBe('2026-10-22 23:59');
    const suspended = open();
    suspended.tell('2026-10-15 10:00', 'o-vice-1', { kind: 'suspend', reason: 'why' });
    const before = suspended.entries.length;
    changed(suspended, '2026-10-15 11:00', TYPHOON);
    expect(suspended.entries).toHaveLength(before);
    suspended.tell('2026-10-19 10:00', 'o-vice-1', { kind: 'resume', reason: null } as Said);
    // Five working days without the 20th.
    expect(suspended.plan()?.due).toBe('2026-10-27 23:59');
  });

  it('leaves out, and says so, a reminder that would have come before', () => {
    const play = open({ due: tenWorkingDays });
    // Sunday 11 October was worked after all: due on the 21st, so the first reminder would have come on the 14th.
    changed(play, '2026-10-14 10:00', { date: '2026-10-11', working: true, name: 'make-up' });
    expect(play.plan()).toMatchObject({ due: '2026-10-21 23:59' });
    expect(play.plan()?.rungs[0]).toBe('remind-1 2026-10-20 09:00');
    expect(play.party().clock?.skipped).toEqual(['remind-5']);
  });
});

describe('what was frozen at the opening', () => {
  it('stays: levels as posts, whoever manages them later', () => {
    const play = open();
    const at = play.court.posts.findIndex(({ id }) => id === 'head-a');
    play.court.posts[at] = { ...play.court.posts[at]!, managedBy: 'vice-2' };
    expect(play.until('2026-10-28').firings().at(-1)).toBe(
      '2026-10-27 23:59 escalate-1 -> o-head-a, o-vice-1 (level)',
    );
  });
});
