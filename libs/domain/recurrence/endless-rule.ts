import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../time.js';
import { dateOfEpochDay, DAY_MS, epochDayOf, plusDays } from '../calendar/plain-date.js';
import type { Frequency, RuleParts } from './rule-text.js';

/**
 * How many steps (of INTERVAL days, weeks, months or years) without an occurrence are looked at before a rule is taken to
 * have none any more. Weekdays and leap years repeat after 400 years: 400 yearly and 4,800 monthly steps see every case.
 * Of daily rules the rarest want 29 February on one weekday, with every third day only, and need 48,699 steps; a weekly
 * rule can miss only a month, and drifts through the whole year within some 800 steps.
 */
const STEPS_WITHOUT_OCCURRENCE: Readonly<Record<Frequency, number>> = {
  DAILY: 50_000,
  WEEKLY: 2_000,
  MONTHLY: 5_000,
  YEARLY: 500,
};

/** The library's way to say that it gave up; it has no class of its own for it. */
const GAVE_UP = /^Maximum .* exceeded/;

const LAST_EPOCH_DAY = epochDayOf('9999-12-31');

/**
 * The days that a rule gives when its COUNT and UNTIL are left out. Days have no time, so the library is asked about
 * midnights in UTC, where no clock ever changes; the ends of a rule are applied outside, to dates.
 */
export class EndlessRule {
  private readonly rule: RRuleTemporal;

  /** A day from which on nothing was found. Giving up takes long, so it is done once. */
  private noneFromDay = Infinity;

  constructor(
    parts: RuleParts,
    private readonly startDate: PlainDate,
  ) {
    const rruleString = [...parts]
      .filter(([name]) => name !== 'COUNT' && name !== 'UNTIL')
      .map(([name, value]) => `${name}=${value}`)
      .join(';');
    this.rule = new RRuleTemporal({
      rruleString,
      dtstart: Temporal.PlainDate.from(startDate).toZonedDateTime('UTC'),
      maxIterations: STEPS_WITHOUT_OCCURRENCE[parts.get('FREQ') as Frequency],
    });
  }

  /** The first occurrence on `date` or later; `undefined` when there is none up to the year 9999. */
  from(date: PlainDate): PlainDate | undefined {
    const day = Math.max(epochDayOf(date), epochDayOf(this.startDate));
    if (day >= this.noneFromDay) return undefined;
    const found = this.search(day);
    if (found === undefined) this.noneFromDay = day;
    return found;
  }

  /** The last occurrence on `date` or earlier; `undefined` when there is none. */
  upTo(date: PlainDate): PlainDate | undefined {
    const target = epochDayOf(date);
    const start = epochDayOf(this.startDate);
    const first = this.from(this.startDate);
    if (first === undefined || first > date) return undefined;
    // Look back twice as far each time until something is found, then go forward to the last.
    let found: PlainDate | undefined;
    for (let backDays = 1; found === undefined || found > date; backDays *= 2) {
      found = this.from(dateOfEpochDay(Math.max(start, target - backDays + 1)));
    }
    return this.lastUpTo(found, date);
  }

  /** The first `count` occurrences, or fewer where the rule gives no more. */
  first(count: number): PlainDate[] {
    const days: PlainDate[] = [];
    let day = this.from(this.startDate);
    while (day !== undefined && days.length < count) {
      days.push(day);
      day = this.after(day);
    }
    return days;
  }

  private search(day: number): PlainDate | undefined {
    try {
      const next = this.rule.next(new Date(day * DAY_MS), true);
      if (!next || next.epochMilliseconds > LAST_EPOCH_DAY * DAY_MS) return undefined;
      return dateOfEpochDay(next.epochMilliseconds / DAY_MS);
    } catch (error) {
      if (error instanceof Error && GAVE_UP.test(error.message)) return undefined;
      throw error;
    }
  }

  private lastUpTo(found: PlainDate, date: PlainDate): PlainDate {
    let last = found;
    let next = this.after(last);
    while (next !== undefined && next <= date) {
      last = next;
      next = this.after(last);
    }
    return last;
  }

  private after(day: PlainDate): PlainDate | undefined {
    return day >= '9999-12-31' ? undefined : this.from(plusDays(day, 1));
  }
}
