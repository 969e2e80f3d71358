import type { PlainDate } from '../time.js';
import type { WorkingCalendar } from './calendar.js';
import { dateOfEpochDay, epochDayOf, yearOf } from './plain-date.js';

/** The most working days that an offset may count: some sixteen years, far beyond any ladder. */
export const MAX_WORKING_DAYS = 4_000;

/** The most calendar days that an offset, or a search for working days, may span: a hundred years. */
export const MAX_SPAN_DAYS = 36_525;

const MAX_SPAN_YEARS = 100;

/** The working days of each year, ascending, as days from 1970-01-01. A calendar version never changes, so they are kept. */
const yearsOf = new WeakMap<WorkingCalendar, Map<number, readonly number[]>>();

/**
 * The date `count` working days after (positive) or before (negative) `date`, which itself is not counted.
 * @throws RangeError when `count` is 0, not whole, or absurdly large, or when the calendar has not that many within a hundred years.
 */
export function nthWorkingDay(calendar: WorkingCalendar, date: PlainDate, count: number): PlainDate {
  if (!Number.isInteger(count) || count === 0 || Math.abs(count) > MAX_WORKING_DAYS) {
    throw new RangeError(`Cannot count ${count} working days: give a whole number up to ${MAX_WORKING_DAYS}`);
  }
  const firstYear = yearOf(date);
  const day = epochDayOf(date);
  const forward = count > 0;
  // The position wanted in a list of working days that begins with the year in hand.
  let year = firstYear;
  let position =
    countBefore(workingDaysOf(calendar, year), forward ? day + 1 : day) + count - (forward ? 1 : 0);
  while (Math.abs(year - firstYear) <= MAX_SPAN_YEARS && year >= 1 && year <= 9999) {
    const days = workingDaysOf(calendar, year);
    if (position >= 0 && position < days.length) return dateOfEpochDay(days[position]!);
    if (forward) {
      position -= days.length;
      year += 1;
    } else {
      year -= 1;
      if (year >= 1) position += workingDaysOf(calendar, year).length;
    }
  }
  throw new RangeError(
    `Calendar ${calendar.id} version ${calendar.version} has not ${Math.abs(count)} working days within ` +
      `${MAX_SPAN_YEARS} years ${forward ? 'after' : 'before'} ${date}: check its working days`,
  );
}

/**
 * How many working days `nthWorkingDay` would have to be given to come from `from` to `to`, when `to` is worked:
 * those after `from` up to and including `to`, or, negative, those before `from` down to and including `to`.
 * @throws RangeError for more than 4,000 working days or a hundred years.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: PlainDate, to: PlainDate): number {
  const start = epochDayOf(from);
  const end = epochDayOf(to);
  const count =
    Math.abs(end - start) > MAX_SPAN_DAYS
      ? Infinity
      : end >= start
        ? countInDays(calendar, start + 1, end + 1)
        : -countInDays(calendar, end, start);
  if (Math.abs(count) > MAX_WORKING_DAYS) {
    throw new RangeError(
      `From ${from} to ${to} is too far to count in working days (at most ${MAX_WORKING_DAYS})`,
    );
  }
  return count === 0 ? 0 : count;
}

/** Working days from `start` up to, but without, `end`; both counted from 1970-01-01. */
function countInDays(calendar: WorkingCalendar, start: number, end: number): number {
  if (end <= start) return 0;
  const lastYear = yearOf(dateOfEpochDay(end - 1));
  let count = 0;
  for (let year = yearOf(dateOfEpochDay(start)); year <= lastYear; year += 1) {
    const days = workingDaysOf(calendar, year);
    count += countBefore(days, end) - countBefore(days, start);
  }
  return count;
}

/** How many of the ascending `days` are smaller than `day`. */
function countBefore(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function workingDaysOf(calendar: WorkingCalendar, year: number): readonly number[] {
  let years = yearsOf.get(calendar);
  if (!years) {
    years = new Map();
    yearsOf.set(calendar, years);
  }
  let days = years.get(year);
  if (!days) {
    days = listWorkingDays(calendar, String(year).padStart(4, '0'));
    years.set(year, days);
  }
  return days;
}

function listWorkingDays(calendar: WorkingCalendar, year: string): number[] {
  const days: number[] = [];
  const last = epochDayOf(`${year}-12-31`);
  for (let day = epochDayOf(`${year}-01-01`); day <= last; day += 1) {
    if (calendar.isWorkingDay(dateOfEpochDay(day))) days.push(day);
  }
  return days;
}
