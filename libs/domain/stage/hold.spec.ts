import { chinaWith, endOf, shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, dutyOf, MINUTES, stageOf, WINDOW } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const ask = (date: string): Said => ({ kind: 'request-extension', until: endOf(date), reason: 'why' });

/** Due at the end of Thursday 22 October 2026. */
const open = (changes: Parameters<typeof stageOf>[0] = {}): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)])));

describe('a held deadline', () => {
  it('is held anew when a new calendar moves it', () => {
    const offset = new Play(
      briefOf(dutyOf([stageOf({ due: { from: 'stage-opening', offset: { workingDays: 10 } } })])),
    );
    // 10, 12-16, 19-22 October.
    expect(offset.plan()?.due).toBe('2026-10-22 23:59');
    offset.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'));
    offset.calendar = chinaWith(2, { date: '2026-10-21', working: false, name: 'typhoon' });
    offset.step('2026-10-13 10:00', { kind: 'calendar-changed' });
    expect(offset.plan()).toMatchObject({ due: '2026-10-23 23:59' });
    expect(offset.plan()?.rungs[2]).toBe('overdue 2026-10-28 23:59');
    expect(offset.party().pendingExtension?.holdsUntil).toBe(endOf('2026-10-28'));
  });

  it('keeps what is left of the holding through a suspension', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'));
    // Friday 23: two of the three days are left, Monday and Tuesday.
    play.tell('2026-10-23 10:00', 'o-vice-1', { kind: 'suspend', reason: 'why' });
    play.tell('2026-11-16 10:00', 'o-vice-1', { kind: 'resume', reason: null });
    expect(play.plan()?.rungs).toEqual([
      'overdue 2026-11-18 23:59',
      'escalate-1 2026-11-23 23:59',
      'escalate-2 2026-11-30 23:59',
      'launch 2026-12-09 23:59',
    ]);
    expect(play.party().pendingExtension?.holdsUntil).toBe(endOf('2026-11-18'));
    play.until('2026-11-19');
    expect(play.last('rung-fired').body).toMatchObject({ rung: 'overdue', requestUnanswered: true });
  });

  it('is held in working days also where the ladder counts minutes', () => {
    const play = open({ due: { at: shanghai('2026-10-09 12:00') }, ladder: MINUTES });
    const until = shanghai('2026-10-09 18:00');
    play.tell('2026-10-09 10:00', 'o-head-a', { kind: 'request-extension', until, reason: 'why' });
    expect(play.plan()?.rungs.slice(1, 3)).toEqual([
      'overdue 2026-10-13 23:59',
      'escalate-1 2026-10-14 00:09',
    ]);
  });

  it('is held for a right too, and closes marked "unanswered"', () => {
    const play = open({ kind: 'right', ladder: WINDOW });
    play.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'));
    expect(play.plan()?.rungs).toEqual(['remind 2026-10-20 09:00', 'close 2026-10-27 23:59']);
    expect(play.tell('2026-10-26 10:00', 'o-head-b', { kind: 'submit', evidence: [] })).toBe('not-yours');
    play.until('2026-10-28');
    expect(play.last('rung-fired').body).toMatchObject({ rung: 'close', requestUnanswered: true });
    const used = open({ kind: 'right', ladder: WINDOW });
    used.tell('2026-10-12 10:00', 'o-head-a', ask('2026-10-30'));
    expect(used.tell('2026-10-26 10:00', 'o-head-a', { kind: 'submit', evidence: [] })).toBeNull();
    expect(used.party().submission?.late).toBe(false);
  });
});
