import { chinaWith, endOf, shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, BY_SUPERIOR, dutyOf, LEADING, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';
import { explainParty, type PartyExplanation } from './explain.js';

const overHolidays = { due: { from: 'stage-opening', offset: { workingDays: 7 } } } as const;
const explain = (play: Play): PartyExplanation => {
  const found = explainParty(play.state, 'report', 'head-a', play.facts, play.entries);
  if (found === null) throw new Error('not explained');
  return found;
};
const open = (changes: Parameters<typeof stageOf>[0] = {}, at?: string): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)])), at === undefined ? {} : { at });

describe('why a deadline is when it is', () => {
  it('names what it counts from, and every day on the way that did not count or counted all the same', () => {
    // From Tuesday 29 September: 30, then the holidays to 7 October, 8, 9, Saturday 10, 12, 13, 14.
    const { due } = explain(open(overHolidays, '2026-09-29 09:00'));
    expect(due).toEqual({
      name: 'due',
      action: null,
      at: endOf('2026-10-14'),
      date: '2026-10-14',
      because: 'stage-opening',
      from: shanghai('2026-09-29 09:00'),
      offset: { unit: 'workingDays', amount: 7 },
      holidays: ['01', '02', '03', '04', '05', '06', '07'].map((day) => ({
        date: `2026-10-${day}`,
        name: '国庆节',
      })),
      // Sunday 11 October.
      daysOff: 1,
      madeUpDays: [{ date: '2026-10-10', name: '国庆节' }],
      isProvisional: false,
    });
  });

  it('says that somebody set it', () => {
    expect(explain(open()).due).toMatchObject({
      because: 'date-set',
      from: null,
      offset: null,
      holidays: [],
    });
  });

  it('says that its year has no official list yet', () => {
    const play = open({ due: { at: '2026-12-30' } }, '2026-12-01 09:00');
    expect(explain(play).due?.isProvisional).toBe(false);
    expect(explain(play).rungs.map(({ name, isProvisional }) => [name, isProvisional])).toEqual([
      ['remind-5', false],
      ['remind-1', false],
      ['overdue', false],
      ['escalate-1', true],
      ['escalate-2', true],
      ['launch', true],
    ]);
  });
});

describe('why a rung comes when it comes', () => {
  it('counts from the due instant, back or forth', () => {
    const { rungs } = explain(open({ due: { at: '2026-10-13' } }, '2026-10-08 09:00'));
    expect(rungs[0]).toMatchObject({
      name: 'remind-1',
      action: 'remind',
      at: shanghai('2026-10-12 09:00'),
      because: 'due',
      from: endOf('2026-10-13'),
      offset: { unit: 'workingDays', amount: -1 },
      daysOff: 0,
    });
    // 14, 15, 16; the weekend after them is on the way to the second escalation.
    expect(rungs[2]).toMatchObject({ name: 'escalate-1', date: '2026-10-16', daysOff: 0 });
    expect(rungs[3]).toMatchObject({ name: 'escalate-2', date: '2026-10-23', daysOff: 2 });
  });

  it('counts the days back to a reminder', () => {
    const { rungs } = explain(open({ due: { at: '2026-10-13' }, ladder: LEADING }, '2026-09-28 09:00'));
    // From Tuesday 13 back over Sunday 11 to Thursday 8.
    expect(rungs[0]).toMatchObject({
      name: 'remind-5',
      date: '2026-09-30',
      daysOff: 1,
      madeUpDays: [{ date: '2026-10-10' }],
    });
    expect(rungs[0]?.holidays).toHaveLength(7);
  });

  it('says what put it off', () => {
    const play = open();
    play.outage('2026-10-20 08:00', '2026-10-28 09:00');
    expect(explain(play).rungs[0]).toMatchObject({
      name: 'escalate-1',
      because: 'late-firing',
      from: shanghai('2026-10-28 09:00'),
      offset: { unit: 'workingDays', amount: 3 },
    });
    const asked = open();
    asked.tell('2026-10-12 10:00', 'o-head-a', {
      kind: 'request-extension',
      until: endOf('2026-10-30'),
      reason: 'because',
    });
    expect(explain(asked).rungs[2]).toMatchObject({
      name: 'overdue',
      because: 'request',
      from: endOf('2026-10-22'),
      offset: { unit: 'workingDays', amount: 3 },
    });
  });
});

describe('what moved it', () => {
  it('is listed from the opening on, with reason and versions', () => {
    const play = open({ ...overHolidays, review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'suspend', reason: 'doc-1' });
    play.tell('2026-10-14 10:00', 'o-vice-1', { kind: 'resume', reason: null });
    play.calendar = chinaWith(2, { date: '2026-10-19', working: false, name: 'typhoon' });
    play.step('2026-10-14 11:00', { kind: 'calendar-changed' });
    play.tell('2026-10-14 12:00', 'o-vice-1', {
      kind: 'extend',
      until: endOf('2026-10-26'),
      reason: 'doc-2',
    });
    play.tell('2026-10-15 10:00', 'o-head-a', { kind: 'submit', evidence: [] });
    play.tell('2026-10-16 10:00', 'o-vice-1', { kind: 'review', verdict: 'return', reason: 'doc-3' } as Said);
    const { moves, limits, clockOf, round } = explain(play);
    expect(
      moves.map(({ kind, actor, reason, due, with: versions }) => [
        kind,
        actor,
        reason,
        due?.slice(0, 10),
        versions?.calendarVersion,
      ]),
    ).toEqual([
      ['stage-opened', null, null, '2026-10-19', 1],
      ['suspended', 'o-vice-1', 'doc-1', '2026-11-11', 1],
      ['resumed', 'o-vice-1', null, '2026-10-21', 1],
      ['replanned', null, null, '2026-10-22', 2],
      ['extension-granted', 'o-vice-1', 'doc-2', '2026-10-26', 2],
      ['evidence-submitted', 'o-head-a', null, '2026-10-23', 2],
      ['submission-returned', 'o-vice-1', 'doc-3', '2026-10-27', 2],
    ]);
    expect({ clockOf, round }).toEqual({ clockOf: 'owner', round: 3 });
    expect(limits).toMatchObject({
      version: 1,
      maxExtensions: 2,
      extensionsUsed: 1,
      maxExtensionWorkingDays: 20,
      isGraceGiven: false,
    });
  });

  it('concerns the party that is asked about', () => {
    const play = new Play(briefOf(dutyOf([stageOf({ parties: { posts: 'department-head' } })])));
    play.tell('2026-10-12 10:00', 'o-vice-1', {
      kind: 'extend',
      party: 'head-b',
      until: endOf('2026-10-26'),
      reason: 'doc-1',
    });
    const movesOf = (party: string) =>
      explainParty(play.state, 'report', party, play.facts, play.entries)?.moves.map(({ kind }) => kind);
    expect(movesOf('head-a')).toEqual(['stage-opened']);
    expect(movesOf('head-b')).toEqual(['stage-opened', 'extension-granted']);
  });
});

describe('a party', () => {
  it('that is suspended shows since when and what is left', () => {
    const play = open();
    play.tell('2026-10-19 10:00', 'o-vice-1', { kind: 'suspend', reason: 'doc-1' });
    expect(explain(play)).toMatchObject({
      status: 'suspended',
      clockOf: 'suspension',
      suspended: { since: shanghai('2026-10-19 10:00'), remaining: 3, unit: 'workingDays' },
      rungs: [{ name: 'review-1', because: 'suspension', date: '2026-11-18' }],
    });
  });

  it('that has ended has no deadline any more, and its duty still a basis', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-head-a', { kind: 'submit', evidence: [] });
    expect(explain(play)).toMatchObject({
      status: 'fulfilled',
      clockOf: null,
      due: null,
      rungs: [],
      suspended: null,
      basis: { strength: 'our-default' },
    });
  });

  it('that is not there is not explained', () => {
    const play = open();
    expect(explainParty(play.state, 'report', 'head-b', play.facts)).toBeNull();
    expect(explainParty(play.state, 'other', 'head-a', play.facts)).toBeNull();
  });
});
