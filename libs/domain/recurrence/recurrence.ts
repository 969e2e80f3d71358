import type { PlainDate } from '../time.js';
import { dateOfEpochDay, epochDayOf, plusDays } from '../calendar/plain-date.js';
import { assertZone, epochDayAt } from '../calendar/zone.js';
import { EndlessRule } from './endless-rule.js';
import { readRule } from './rule-text.js';
import type { RuleParts } from './rule-text.js';

/**
 * A rule of RFC 5545 that gives days, with the date from which it counts. Plain data: it may be stored and read back as
 * it is, but is made by `parseRecurrence`.
 */
export interface Recurrence {
  /** The bare RRULE value, upper case, such as `FREQ=MONTHLY;INTERVAL=6`. */
  readonly rule: string;
  /** Where counting begins. It is an occurrence only if the rule gives it. */
  readonly startDate: PlainDate;
  /** IANA zone in which an `UNTIL` that is an instant becomes a date. */
  readonly zone: string;
}

/** Days from `from` to `to`, both included. */
export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Which occurrences to list: from `from`, or else after `after`, or else from the start, up to and including `to`. */
export interface OccurrenceRange {
  /** Only later days. */
  readonly after?: PlainDate;
  /** This day and later ones. */
  readonly from?: PlainDate;
  /** The last day that may be listed. */
  readonly to: PlainDate;
  /** The most days to return; none is 10,000, and an error when there are more. */
  readonly limit?: number;
}

/** The most days that `occurrences` returns when no limit is given. */
export const MAX_OCCURRENCES = 10_000;

/** A rule with its end. */
interface Compiled {
  readonly endless: EndlessRule;
  /** The last day that `UNTIL` allows. */
  readonly until: PlainDate | undefined;
  /** Every occurrence, for a rule that ends by `COUNT`. */
  readonly counted: readonly PlainDate[] | undefined;
}

const compiledRules = new WeakMap<Recurrence, Compiled>();

/**
 * Reads a recurrence: a bare RRULE value with FREQ (DAILY, WEEKLY, MONTHLY or YEARLY), INTERVAL, COUNT (at most 1,000) or
 * UNTIL, the BY-parts that concern days, BYSETPOS and WKST. It gives dates, never times.
 *
 * As RFC 5545 has it, a month or year without the day is left out: MONTHLY from the 31st gives seven days a year, and
 * YEARLY from 29 February one in four years. For the last day of every month write `FREQ=MONTHLY;BYMONTHDAY=-1`.
 * @throws RangeError saying what is wrong with rule, date or zone, and what to write instead.
 */
export function parseRecurrence(input: { rule: string; startDate: PlainDate; zone: string }): Recurrence {
  assertZone(input.zone);
  epochDayOf(input.startDate);
  const parts = readRule(input.rule);
  const rule = [...parts].map(([name, value]) => `${name}=${value}`).join(';');
  const recurrence: Recurrence = Object.freeze({ rule, startDate: input.startDate, zone: input.zone });
  compiledRules.set(recurrence, compile(recurrence, parts));
  return recurrence;
}

/**
 * The days on which the recurrence occurs in a range, ascending; empty for a rule that can never occur.
 * @throws RangeError when more than 10,000 days lie in the range and no limit was given.
 */
export function occurrences(recurrence: Recurrence, range: OccurrenceRange): PlainDate[] {
  const limit = range.limit ?? MAX_OCCURRENCES;
  if (!Number.isInteger(limit) || limit < 1)
    throw new RangeError(`A limit of ${limit} occurrences is not possible`);
  epochDayOf(range.to);
  const days: PlainDate[] = [];
  let day = firstOf(recurrence, range);
  while (day !== undefined && day <= range.to && days.length < limit) {
    days.push(day);
    day = nextOccurrence(recurrence, day);
  }
  if (range.limit === undefined && day !== undefined && day <= range.to) {
    throw new RangeError(
      `More than ${MAX_OCCURRENCES} occurrences up to ${range.to}: give a limit or a shorter range`,
    );
  }
  return days;
}

/** The first occurrence later than `after`; `undefined` where there is none up to the year 9999. */
export function nextOccurrence(recurrence: Recurrence, after: PlainDate): PlainDate | undefined {
  return after >= '9999-12-31' ? undefined : occurrenceFrom(recurrence, plusDays(after, 1));
}

/**
 * The period in which `date` lies: from an occurrence to the day before the next one. The last period of a rule that ends is as long as
 * if the rule went on: what is owed once, with `FREQ=YEARLY;COUNT=1`, is owed in that year.
 * @throws RangeError when `date` lies before the first occurrence or after the last period.
 */
export function periodOf(recurrence: Recurrence, date: PlainDate): Period {
  const from = occurrenceUpTo(recurrence, date);
  if (from === undefined) throw new RangeError(`${date} lies before the first period of ${recurrence.rule}`);
  const next = nextOccurrence(recurrence, from) ?? compiled(recurrence).endless.from(plusDays(from, 1));
  const to = next === undefined ? from : plusDays(next, -1);
  if (date > to)
    throw new RangeError(`${date} lies after the last period of ${recurrence.rule}, which ends on ${to}`);
  return { from, to };
}

function firstOf(recurrence: Recurrence, { from, after }: OccurrenceRange): PlainDate | undefined {
  if (from !== undefined) return occurrenceFrom(recurrence, from);
  return after === undefined
    ? occurrenceFrom(recurrence, recurrence.startDate)
    : nextOccurrence(recurrence, after);
}

/** The first occurrence on `date` or later. */
function occurrenceFrom(recurrence: Recurrence, date: PlainDate): PlainDate | undefined {
  const { endless, until, counted } = compiled(recurrence);
  if (counted) return counted[firstIndexFrom(counted, date)];
  if (until !== undefined && date > until) return undefined;
  const day = endless.from(date);
  return day === undefined || (until !== undefined && day > until) ? undefined : day;
}

/** The last occurrence on `date` or earlier. */
function occurrenceUpTo(recurrence: Recurrence, date: PlainDate): PlainDate | undefined {
  const { endless, until, counted } = compiled(recurrence);
  if (counted) return counted[firstIndexFrom(counted, plusDays(date, 1)) - 1];
  return endless.upTo(until !== undefined && until < date ? until : date);
}

/** The place of the first of the ascending `dates` that is not before `date`. */
function firstIndexFrom(dates: readonly PlainDate[], date: PlainDate): number {
  const index = dates.findIndex((one) => one >= date);
  return index === -1 ? dates.length : index;
}

/** A recurrence that was stored and read back is compiled when it is first used. */
function compiled(recurrence: Recurrence): Compiled {
  let known = compiledRules.get(recurrence);
  if (!known) {
    known = compile(recurrence, readRule(recurrence.rule));
    compiledRules.set(recurrence, known);
  }
  return known;
}

function compile({ startDate, zone }: Recurrence, parts: RuleParts): Compiled {
  const endless = new EndlessRule(parts, startDate);
  const untilText = parts.get('UNTIL');
  const until = untilText === undefined ? undefined : untilDate(untilText, zone);
  if (until !== undefined && until < startDate) {
    throw new RangeError(`Recurrence rule: UNTIL=${untilText} lies before the start date ${startDate}`);
  }
  const count = parts.get('COUNT');
  return { endless, until, counted: count === undefined ? undefined : endless.first(Number(count)) };
}

/** The last day that `UNTIL` includes: its date, or for an instant in UTC the date that it is in the zone. */
function untilDate(text: string, zone: string): PlainDate {
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  const time = `${text.slice(9, 11)}:${text.slice(11, 13)}:${text.slice(13, 15)}`;
  epochDayOf(date);
  if (text.length === 8) return date;
  const ms = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(ms)) throw new RangeError(`Recurrence rule: UNTIL=${text} has no such time of day`);
  return text.endsWith('Z') ? dateOfEpochDay(epochDayAt(zone, ms)) : date;
}
