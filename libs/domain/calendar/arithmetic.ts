import { epochMs, instantOf } from '../time.js';
import type { Instant, PlainDate } from '../time.js';
import type { Day, Offset, OffsetUnit, WorkingCalendar } from './calendar.js';
import { DAY_MS, dateOfEpochDay, daysBetween, epochDayOf, plusDays } from './plain-date.js';
import { MAX_SPAN_DAYS, nthWorkingDay, workingDaysBetween } from './working-days.js';
import { dayStartMs, epochDayAt, wallTimeMs } from './zone.js';

const FIRST_INSTANT_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_INSTANT_MS = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The date on which `instant` falls in the calendar's zone.
 * @throws RangeError when `instant` is not an instant.
 */
export function dateOf(calendar: WorkingCalendar, instant: Instant): PlainDate {
  return dateOfEpochDay(epochDayAt(calendar.zone, msOf(instant)));
}

/**
 * `date` with its first and last millisecond in the calendar's zone. Where clocks change the day has 23, 25 or another
 * number of hours; where midnight is left out it starts after the gap. A date that a zone left out altogether is
 * empty: its end is one millisecond before its start.
 */
export function dayOf(calendar: WorkingCalendar, date: PlainDate): Day {
  const day = epochDayOf(date);
  return {
    date,
    start: checkedInstant(dayStartMs(calendar.zone, day)),
    end: checkedInstant(dayStartMs(calendar.zone, day + 1) - 1),
  };
}

/** The last millisecond of `date` in the calendar's zone. */
export function endOfDay(calendar: WorkingCalendar, date: PlainDate): Instant {
  return checkedInstant(dayStartMs(calendar.zone, epochDayOf(date) + 1) - 1);
}

/**
 * The instant at which clocks in the calendar's zone show `time` (`HH:mm`, 00:00 to 23:59) on `date`: the first, where
 * they show it twice; moved forward by the gap, where they leave it out.
 * @throws RangeError when `time` is not written so.
 */
export function atTime(calendar: WorkingCalendar, date: PlainDate, time: string): Instant {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hour === undefined) throw new RangeError(`"${time}" is not a time of day: write HH:mm, 00:00 to 23:59`);
  return checkedInstant(wallTimeMs(calendar.zone, epochDayOf(date), Number(hour), Number(minute)));
}

/**
 * `from` moved by `offset`.
 *
 * Milliseconds are added. In day units the time of day of `from` does not matter: its date is moved, and the END of the
 * day reached is returned. `calendarDays` counts every day, 0 being the same one. `workingDays` counts worked days after
 * (or, negative, before) the date, which itself is not counted; 0 is the date itself where it is worked, and the next
 * working day otherwise.
 * @throws RangeError for an amount that is not whole, for more than 4,000 working or 36,525 calendar days, for a result
 *   outside the years 0001 to 9999, and for a calendar that has not enough working days.
 */
export function addOffset(calendar: WorkingCalendar, from: Instant, offset: Offset): Instant {
  const { unit, amount } = offset;
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(`An offset counts whole ${unit}, but ${amount} was given`);
  }
  switch (unit) {
    case 'milliseconds':
      return checkedInstant(msOf(from) + amount);
    case 'calendarDays':
      if (Math.abs(amount) > MAX_SPAN_DAYS) {
        throw new RangeError(`An offset of ${amount} calendar days is too long (at most ${MAX_SPAN_DAYS})`);
      }
      return endOfDay(calendar, plusDays(dateOf(calendar, from), amount));
    case 'workingDays':
      return endOfDay(calendar, moveWorkingDays(calendar, dateOf(calendar, from), amount));
    default:
      throw unknownUnit(unit);
  }
}

/**
 * How far it is from `from` to `to` in `unit`; negative when `to` is earlier. In day units only the dates count:
 * calendar days are their difference; working days are those after the first date up to and including the second
 * (backwards: those before the first down to and including the second). So `addOffset` by the distance reaches the end of
 * the second date, in working days provided that it is worked.
 * @throws RangeError for more than 4,000 working days or a hundred years of them.
 */
export function distance(calendar: WorkingCalendar, from: Instant, to: Instant, unit: OffsetUnit): number {
  switch (unit) {
    case 'milliseconds':
      return msOf(to) - msOf(from);
    case 'calendarDays':
      return daysBetween(dateOf(calendar, from), dateOf(calendar, to));
    case 'workingDays':
      return workingDaysBetween(calendar, dateOf(calendar, from), dateOf(calendar, to));
    default:
      throw unknownUnit(unit);
  }
}

/**
 * The number of days, each of 24 hours, that `ms` milliseconds need: a part of a day counts as a whole one, 0 is 0.
 * @throws RangeError when `ms` is negative or not finite.
 */
export function roundUpToDays(ms: number): number {
  if (!Number.isFinite(ms) || ms < 0)
    throw new RangeError(`A length of ${ms} ms cannot be rounded up to days`);
  return Math.ceil(ms / DAY_MS);
}

function moveWorkingDays(calendar: WorkingCalendar, date: PlainDate, amount: number): PlainDate {
  if (amount !== 0) return nthWorkingDay(calendar, date, amount);
  return calendar.isWorkingDay(date) ? date : nthWorkingDay(calendar, date, 1);
}

function msOf(instant: Instant): number {
  const ms = epochMs(instant);
  if (Number.isNaN(ms))
    throw new RangeError(`"${instant}" is not an instant: write YYYY-MM-DDTHH:mm:ss.sssZ`);
  return ms;
}

/** Text order is time order only while the year has four digits. */
function checkedInstant(ms: number): Instant {
  if (!(ms >= FIRST_INSTANT_MS && ms <= LAST_INSTANT_MS)) {
    throw new RangeError('The instant lies outside the years 0001 to 9999');
  }
  return instantOf(ms);
}

const unknownUnit = (unit: never): RangeError =>
  new RangeError(`Unknown unit "${String(unit)}" of an offset`);
