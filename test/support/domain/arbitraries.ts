import fc from 'fast-check';
import { calendarFrom } from '../../../libs/domain/calendar/calendar-version.js';
import type { OffsetUnit, WorkingCalendar } from '../../../libs/domain/calendar/calendar.js';
import { epochDayOf } from '../../../libs/domain/calendar/plain-date.js';
import type {
  DutyDefinition,
  Ladder,
  OffsetSpec,
  ReviewDefinition,
  Rung,
  StageDefinition,
} from '../../../libs/domain/duty/definition.js';
import type { OrganisationRows } from '../../../libs/domain/organisation/organisation.js';
import { instantOf, type Instant } from '../../../libs/domain/time.js';
import { Court } from './court.js';
import { dutyOf, named, stageOf } from './duties.js';

const HOUR_MS = 3_600_000;
export const BEGIN: Instant = '2026-10-09T01:00:00.000Z';
const daysLater = (days: number): Instant => instantOf(Date.parse(BEGIN) + days * 24 * HOUR_MS);

/** Few people for many posts, so that one person often holds several. */
export const OFFICERS = ['ann', 'bo', 'chen', 'dai', 'eva', 'fu', 'gao'];
export const officers = fc.constantFrom(...OFFICERS);
const POSTS = [
  'superior',
  'president',
  'vice-1',
  'vice-2',
  'head-a',
  'head-b',
  'head-c',
  'judge-a1',
  'group-secretary',
];
const OWING = ['head-a', 'head-b', 'head-c', 'judge-a1', 'vice-1', 'leading-group'];

const units = fc.constantFrom<OffsetUnit>('workingDays', 'calendarDays', 'milliseconds');
const size = (unit: OffsetUnit): number => (unit === 'milliseconds' ? HOUR_MS : 1);

/** Distances from the due instant on, ascending and each only once. */
const steps = (min: number, max: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 3 })
    .map((all) => all.sort((a, b) => a - b));

const reminders = fc.oneof(fc.constant<number[]>([]), steps(-9, -1));

/** A ladder as `validateDuty` takes it. */
export const dutyLadders: fc.Arbitrary<Ladder> = fc
  .record({
    unit: units,
    before: reminders,
    after: steps(1, 12),
    end: fc.constantFrom<'launch' | 'lapse'>('launch', 'lapse'),
    levelStep: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ unit, before, after, end, levelStep }) => {
    const by = size(unit);
    const rungs: Rung[] = [
      ...before.map((offset) => ({
        name: `remind${offset}`,
        action: 'remind' as const,
        offset: offset * by,
      })),
      { name: 'overdue', action: 'overdue', offset: 0 },
      ...after.slice(0, -1).map((offset, index) => ({
        name: `escalate-${index + 1}`,
        action: 'escalate' as const,
        offset: offset * by,
        level: 1 + index * levelStep,
      })),
      { name: 'end', action: end, offset: (after.at(-1) as number) * by },
    ];
    return { unit, rungs };
  });

const windows: fc.Arbitrary<Ladder> = fc
  .record({ unit: units, before: reminders })
  .map(({ unit, before }) => ({
    unit,
    rungs: [
      ...before.map((offset) => ({
        name: `remind${offset}`,
        action: 'remind' as const,
        offset: offset * size(unit),
      })),
      { name: 'close', action: 'close', offset: 0 },
    ],
  }));

const spans: fc.Arbitrary<OffsetSpec> = fc.oneof(
  fc.integer({ min: 1, max: 12 }).map((workingDays) => ({ workingDays })),
  fc.integer({ min: 1, max: 20 }).map((calendarDays) => ({ calendarDays })),
  fc.integer({ min: 1, max: 72 }).map((hours) => ({ duration: `PT${hours}H` })),
);

const reviews: fc.Arbitrary<ReviewDefinition | null> = fc.option(
  fc.record({
    by: fc.constantFrom<ReviewDefinition['by']>('superior', { post: 'department-head' }, { named: 'vice-2' }),
    within: spans,
    ladder: dutyLadders,
  }),
);

const dues: fc.Arbitrary<StageDefinition['due']> = fc.oneof(
  spans.map((offset) => ({ from: 'stage-opening' as const, offset })),
  fc.integer({ min: -3, max: 30 }).map((days) => ({ at: daysLater(days).slice(0, 10) })),
  fc.integer({ min: 1, max: 300 }).map((hours) => ({ at: daysLater(hours / 24) })),
);

const owing = fc
  .uniqueArray(fc.constantFrom(...OWING), { minLength: 1, maxLength: 4 })
  .map((ids) => named(...ids));

const evidence = [{ name: 'report', title: { zh: '报告', en: 'Report' } }];

const stages = (name: string): fc.Arbitrary<StageDefinition> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({ parties: owing, due: dues, ladder: dutyLadders, review: reviews })
        .map((drawn) => stageOf({ name, evidence, ...drawn })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ parties: owing, due: dues, ladder: windows })
        .map((drawn) => stageOf({ name, kind: 'right', evidence, ...drawn })),
    },
  );

/** One or two stages, each a duty or a right. */
export const duties: fc.Arbitrary<DutyDefinition> = fc
  .tuple(stages('one'), fc.option(stages('two')), fc.boolean())
  .map(([one, two, floor]) => dutyOf(two ? [one, two] : [one], { floor }));

/** Any holder for any post, vacancies, substitutes, and changes while the duty runs. */
export const organisations: fc.Arbitrary<OrganisationRows> = fc
  .record({
    holders: fc.array(fc.option(officers, { freq: 6 }), { minLength: POSTS.length, maxLength: POSTS.length }),
    changes: fc.array(
      fc.tuple(fc.constantFrom(...POSTS), fc.option(officers, { freq: 4 }), fc.integer({ min: 1, max: 60 })),
      {
        maxLength: 4,
      },
    ),
    absences: fc.array(
      fc.tuple(officers, officers, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 30 })),
      {
        maxLength: 2,
      },
    ),
  })
  .map(({ holders, changes, absences }) => {
    const court = new Court();
    POSTS.forEach((post, index) => court.holds(post, holders[index] ?? null));
    for (const [post, officer, day] of [...changes].sort((a, b) => a[2] - b[2])) {
      court.holds(post, officer, daysLater(day));
    }
    for (const [officer, substitute, day, length] of absences) {
      if (officer !== substitute) court.isAway(officer, substitute, daysLater(day), daysLater(day + length));
    }
    return court.rows();
  });

/** A zone, some of them with daylight saving, with some days turned around: weekdays off and weekends worked. */
export const calendars = (version: number): fc.Arbitrary<WorkingCalendar> =>
  fc
    .record({
      zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
      seed: fc.integer({ min: 0, max: 1_000 }),
    })
    .map(({ zone, seed }) => {
      const plain = calendarFrom({ id: 'cn', version, zone, officialYears: [], days: [] });
      const isTurned = (date: string): boolean =>
        (Math.imul(epochDayOf(date) + seed, 2_654_435_761) >>> 8) % 5 === 0;
      return { ...plain, isWorkingDay: (date) => plain.isWorkingDay(date) !== isTurned(date) };
    });
