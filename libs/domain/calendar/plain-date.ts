import type { PlainDate } from '../time.js';

/** Milliseconds of a day of 24 hours; days in a zone with daylight saving may be shorter or longer. */
export const DAY_MS = 86_400_000;

const DATE_FORM = /^\d{4}-\d{2}-\d{2}$/;
const FIRST_EPOCH_DAY = Date.parse('0001-01-01T00:00:00Z') / DAY_MS;
const LAST_EPOCH_DAY = Date.parse('9999-12-31T00:00:00Z') / DAY_MS;

/**
 * The number of days from 1970-01-01 to `date`; negative before it.
 * @throws RangeError when `date` is not a day that exists, written `YYYY-MM-DD`.
 */
export function epochDayOf(date: PlainDate): number {
  const ms = DATE_FORM.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // The parser turns 30 February into 2 March, so what it read is compared with what was written.
  if (Number.isNaN(ms) || isoDate(ms) !== date) {
    throw new RangeError(`"${date}" is not a date: write an existing day as YYYY-MM-DD`);
  }
  return ms / DAY_MS;
}

/** Whether `text` is a day that exists, written `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  try {
    epochDayOf(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The date `epochDay` days after 1970-01-01.
 * @throws RangeError outside the years 0001 to 9999, which `YYYY-MM-DD` cannot write.
 */
export function dateOfEpochDay(epochDay: number): PlainDate {
  if (!(epochDay >= FIRST_EPOCH_DAY && epochDay <= LAST_EPOCH_DAY)) {
    throw new RangeError('The date lies outside the years 0001 to 9999');
  }
  return isoDate(epochDay * DAY_MS);
}

/** `date` moved by `days` whole days. */
export const plusDays = (date: PlainDate, days: number): PlainDate => dateOfEpochDay(epochDayOf(date) + days);

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => epochDayOf(to) - epochDayOf(from);

/** The year of `date`. */
export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: PlainDate): number {
  // 1970-01-01 was a Thursday.
  const fromMonday = (((epochDayOf(date) + 3) % 7) + 7) % 7;
  return fromMonday + 1;
}

const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
