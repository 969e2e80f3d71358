import fc from 'fast-check';
import { instantOf } from '../time.js';
import { addOffset, dateOf, dayOf, distance, endOfDay } from './arithmetic.js';
import type { OffsetUnit, WorkingCalendar } from './calendar.js';
import { calendarFrom } from './calendar-version.js';
import { dateOfEpochDay, epochDayOf, plusDays } from './plain-date.js';

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
const instants = fc
  .integer({ min: Date.parse('1990-01-01T00:00:00Z'), max: Date.parse('2060-01-01T00:00:00Z') })
  .map(instantOf);
const dates = fc
  .integer({ min: epochDayOf('1990-01-01'), max: epochDayOf('2060-01-01') })
  .map(dateOfEpochDay);
const units = fc.constantFrom<OffsetUnit>('workingDays', 'calendarDays', 'milliseconds');
const amounts = fc.integer({ min: -800, max: 800 });

/** A zone with a random third of its days turned around: some weekdays off, some weekends worked. */
const calendars: fc.Arbitrary<WorkingCalendar> = fc
  .record({ zone: zones, seed: fc.integer({ min: 0, max: 1_000_000 }) })
  .map(({ zone, seed }) => {
    const plain = calendarFrom({ id: 'random', version: 1, zone, officialYears: [], days: [] });
    const turned = (date: string): boolean =>
      (Math.imul(epochDayOf(date) + seed, 2_654_435_761) >>> 8) % 3 === 0;
    return { ...plain, isWorkingDay: (date) => plain.isWorkingDay(date) !== turned(date) };
  });

describe('in any zone', () => {
  it('a day ends on its date, and the next millisecond begins the next one', () => {
    fc.assert(
      fc.property(calendars, dates, (calendar, date) => {
        const today = dayOf(calendar, date);
        const tomorrow = dayOf(calendar, plusDays(date, 1));
        expect(Date.parse(tomorrow.start)).toBe(Date.parse(today.end) + 1);
        expect(endOfDay(calendar, date)).toBe(today.end);
        // A date that the zone left out holds no instant.
        if (today.start > today.end) return;
        expect(dateOf(calendar, today.start)).toBe(date);
        expect(dateOf(calendar, today.end)).toBe(date);
      }),
      { numRuns: 500 },
    );
  });

  it('the date is the one that the platform shows', () => {
    fc.assert(
      fc.property(calendars, instants, (calendar, instant) => {
        const shown = new Intl.DateTimeFormat('en-CA', { timeZone: calendar.zone, dateStyle: 'short' });
        const date = dateOf(calendar, instant);
        // The hour that is shown twice around a midnight counts as the new day: see epochDayAt.
        expect([date, plusDays(date, -1)]).toContain(shown.format(new Date(instant)));
        const noon = instantOf(Date.parse(dayOf(calendar, date).start) + 12 * 3_600_000);
        expect(shown.format(new Date(noon))).toBe(date);
      }),
      { numRuns: 300 },
    );
  });
});

describe('addOffset', () => {
  it('grows with the instant and with the amount', () => {
    fc.assert(
      fc.property(calendars, units, instants, instants, amounts, amounts, (calendar, unit, a, b, m, n) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        const [less, more] = m <= n ? [m, n] : [n, m];
        const move = (from: string, amount: number): string => addOffset(calendar, from, { unit, amount });
        expect(move(early, less) <= move(late, less)).toBe(true);
        // 0 working days from a day that is not worked is the next working day, as 1 is.
        expect(move(early, less) <= move(early, more)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('by the distance reaches the end of the date, where that is worked', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: -1_500, max: 1_500 }), (calendar, from, days) => {
        const to = instantOf(Date.parse(from) + days * 86_400_000);
        const date = dateOf(calendar, to);
        const by = (unit: OffsetUnit): string =>
          addOffset(calendar, from, { unit, amount: distance(calendar, from, to, unit) });
        expect(by('milliseconds')).toBe(to);
        expect(by('calendarDays')).toBe(endOfDay(calendar, date));
        if (calendar.isWorkingDay(date)) expect(by('workingDays')).toBe(endOfDay(calendar, date));
      }),
      { numRuns: 300 },
    );
  });

  it('counts working days as counting them one by one does', () => {
    fc.assert(
      fc.property(
        calendars,
        dates,
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        (calendar, date, count, forward) => {
          const step = forward ? 1 : -1;
          let day = date;
          for (let left = count; left > 0;) {
            day = plusDays(day, step);
            if (calendar.isWorkingDay(day)) left -= 1;
          }
          const from = dayOf(calendar, date).start;
          fc.pre(dateOf(calendar, from) === date);
          expect(addOffset(calendar, from, { unit: 'workingDays', amount: step * count })).toBe(
            endOfDay(calendar, day),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
