import fc from 'fast-check';
import { dateOfEpochDay, epochDayOf, plusDays, weekdayOf } from '../calendar/plain-date.js';
import { nextOccurrence, occurrences, parseRecurrence, periodOf } from './recurrence.js';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const START = epochDayOf('2019-01-01');

interface Shape {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  byMonth: number[];
  byMonthDay: number[];
  byDay: string[];
  bySetPos: number[];
  wkst: string;
  startDate: string;
}

const list = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof(fc.constant<T[]>([]), fc.uniqueArray(values, { minLength: 1, maxLength: 3 }));

const shapes: fc.Arbitrary<Shape> = fc
  .record<Shape>({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    byMonth: list(fc.integer({ min: 1, max: 12 })),
    byMonthDay: list(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }))),
    byDay: list(fc.constantFrom(...WEEKDAYS)),
    bySetPos: list(fc.constantFrom(1, 2, -1)),
    wkst: fc.constantFrom('MO', 'SU'),
    startDate: fc.integer({ min: START, max: START + 1_500 }).map(dateOfEpochDay),
  })
  .map((shape) => ({
    ...shape,
    byMonthDay: shape.freq === 'WEEKLY' ? [] : shape.byMonthDay,
    bySetPos: shape.byDay.length > 0 ? shape.bySetPos : [],
  }));

function textOf({ freq, interval, byMonth, byMonthDay, byDay, bySetPos, wkst }: Shape): string {
  const part = (name: string, values: readonly unknown[]): string =>
    values.length ? `;${name}=${values.join(',')}` : '';
  const lists =
    part('BYMONTH', byMonth) +
    part('BYMONTHDAY', byMonthDay) +
    part('BYDAY', byDay) +
    part('BYSETPOS', bySetPos);
  return `FREQ=${freq};INTERVAL=${interval};WKST=${wkst}${lists}`;
}

/** Decides day by day, from the wording of RFC 5545, which days a rule gives up to `to`. */
function bruteForce(shape: Shape, to: string): string[] {
  const byPeriod = new Map<number, string[]>();
  const firstPeriod = periodNumber(shape, shape.startDate);
  // A week, month or year counts as a whole for BYSETPOS, so its days before the start date and after `to` are looked at too.
  for (let day = epochDayOf(shape.startDate) - 366; day <= epochDayOf(to) + 366; day += 1) {
    const date = dateOfEpochDay(day);
    const period = periodNumber(shape, date);
    if (period < firstPeriod || (period - firstPeriod) % shape.interval !== 0 || !matches(shape, date))
      continue;
    byPeriod.set(period, [...(byPeriod.get(period) ?? []), date]);
  }
  const chosen = [...byPeriod.values()].flatMap((dates) =>
    dates.filter(
      (_date, index) =>
        shape.bySetPos.length === 0 ||
        shape.bySetPos.includes(index + 1) ||
        shape.bySetPos.includes(index - dates.length),
    ),
  );
  return chosen.filter((date) => date >= shape.startDate && date <= to);
}

function periodNumber({ freq, wkst }: Shape, date: string): number {
  const [year, month] = date.split('-').map(Number) as [number, number];
  if (freq === 'YEARLY') return year;
  if (freq === 'MONTHLY') return year * 12 + month;
  // Day 0 is a Thursday, day -3 a Monday and day -4 a Sunday.
  if (freq === 'WEEKLY') return Math.floor((epochDayOf(date) + (wkst === 'MO' ? 3 : 4)) / 7);
  return epochDayOf(date);
}

function matches({ freq, byMonth, byMonthDay, byDay, startDate }: Shape, date: string): boolean {
  const [, month, day] = date.split('-').map(Number) as [number, number, number];
  const [, startMonth, startDay] = startDate.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(Number(date.slice(0, 4)), month, 0)).getUTCDate();
  const weekday = WEEKDAYS[weekdayOf(date) - 1]!;
  const noDayPart = byMonthDay.length === 0 && byDay.length === 0;
  if (byMonth.length > 0 && !byMonth.includes(month)) return false;
  if (byMonthDay.length > 0 && !byMonthDay.includes(day) && !byMonthDay.includes(day - lastDay - 1))
    return false;
  if (byDay.length > 0 && !byDay.includes(weekday)) return false;
  // What the parts leave open is taken from the start date.
  if (freq === 'YEARLY' && noDayPart && byMonth.length === 0 && month !== startMonth) return false;
  if ((freq === 'YEARLY' || freq === 'MONTHLY') && noDayPart && day !== startDay) return false;
  return freq !== 'WEEKLY' || byDay.length > 0 || weekdayOf(date) === weekdayOf(startDate);
}

describe('a random recurrence', () => {
  it('gives the days that the wording of RFC 5545 gives', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const to = plusDays(shape.startDate, 2_000);
        const recurrence = parseRecurrence({
          rule: textOf(shape),
          startDate: shape.startDate,
          zone: 'Asia/Shanghai',
        });
        expect(occurrences(recurrence, { to })).toEqual(bruteForce(shape, to));
      }),
      { numRuns: 80 },
    );
  });

  it('gives the same days whether it is asked from the start or from the middle, and by COUNT', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 0, max: 2_000 }), (shape, skip) => {
        const input = { rule: textOf(shape), startDate: shape.startDate, zone: 'Asia/Shanghai' };
        const recurrence = parseRecurrence(input);
        const to = plusDays(shape.startDate, 3_000);
        const from = plusDays(shape.startDate, skip);
        const all = occurrences(recurrence, { to });
        expect(occurrences(recurrence, { from, to })).toEqual(all.filter((date) => date >= from));
        expect(nextOccurrence(recurrence, from)).toBe(
          all.find((date) => date > from) ?? nextOccurrence(recurrence, to),
        );
        const counted = parseRecurrence({ ...input, rule: `${input.rule};COUNT=20` });
        expect(occurrences(counted, { to })).toEqual(all.slice(0, 20));
      }),
      { numRuns: 50 },
    );
  });

  it('has periods that tile the line without gaps or overlaps', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 0, max: 2_000 }), (shape, skip) => {
        const recurrence = parseRecurrence({
          rule: textOf(shape),
          startDate: shape.startDate,
          zone: 'Asia/Shanghai',
        });
        const begin = nextOccurrence(recurrence, plusDays(shape.startDate, skip));
        fc.pre(begin !== undefined);
        let from = begin;
        for (let step = 0; step < 5; step += 1) {
          const period = periodOf(recurrence, from);
          expect(period.from).toBe(from);
          expect(period.to >= period.from).toBe(true);
          expect(periodOf(recurrence, period.to)).toEqual(period);
          from = plusDays(period.to, 1);
        }
      }),
      { numRuns: 50 },
    );
  });
});
