import { dayOf } from '../calendar/arithmetic.js';
import type { WorkingCalendar } from '../calendar/calendar.js';
import type { Period } from '../obligation/obligation.js';
import { nextOccurrence, parseRecurrence, periodOf } from '../recurrence/recurrence.js';
import { msBetween, plusMs, type Instant, type PlainDate } from '../time.js';
import type { CycleBrief } from './cycle.js';

type Series = Pick<CycleBrief, 'rule' | 'startDate'>;

const withInstants = (calendar: WorkingCalendar, dates: { from: PlainDate; to: PlainDate }): Period => ({
  from: dates.from,
  to: dates.to,
  start: dayOf(calendar, dates.from).start,
  end: dayOf(calendar, dates.to).end,
});

const recurrenceOf = (calendar: WorkingCalendar, series: Series) =>
  parseRecurrence({ rule: series.rule, startDate: series.startDate, zone: calendar.zone });

/**
 * The period in which a cycle begins: the one that contains the adoption date. What came before the adoption is no part of
 * it, so it starts there, and deadlines that count from its start count from there.
 */
export function firstPeriodOf(
  calendar: WorkingCalendar,
  cycle: Series & Pick<CycleBrief, 'adoptionDate'>,
): Period | null {
  const period = firstPeriodFrom(calendar, cycle, cycle.adoptionDate);
  if (period === null || period.from >= cycle.adoptionDate) return period;
  return { ...period, start: dayOf(calendar, cycle.adoptionDate).start };
}

/** The same period on a newer calendar: its days begin and end where that says. */
export function onCalendar(
  calendar: WorkingCalendar,
  { adoptionDate }: Pick<CycleBrief, 'adoptionDate'>,
  period: Period,
): Period {
  const moved = withInstants(calendar, period);
  return period.from >= adoptionDate ? moved : { ...moved, start: dayOf(calendar, adoptionDate).start };
}

/** What keeps a series from ever giving a period after the adoption; null when it gives one. */
export function seriesProblem(
  calendar: WorkingCalendar,
  cycle: Series & Pick<CycleBrief, 'adoptionDate' | 'dates'>,
): string | null {
  // Key dates may be added at any time.
  if (cycle.dates !== undefined) return null;
  try {
    return firstPeriodOf(calendar, cycle) === null ? 'gives no period after the adoption' : null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** When a period of the cycle opens. */
export const openingOf = ({ opens }: Pick<CycleBrief, 'opens'>, period: Period): Instant =>
  opens === 'period-start' ? period.start : plusMs(period.end, 1);

/** Until when a period may open: to its end, or to the end of the next one where it opens when it is over. */
export function lastOpeningOf(
  calendar: WorkingCalendar,
  cycle: Series & Pick<CycleBrief, 'opens'>,
  period: Period,
): Instant {
  if (cycle.opens === 'period-start') return period.end;
  const next = periodAfter(calendar, cycle, period.from);
  return next?.end ?? plusMs(period.end, msBetween(period.start, period.end));
}

/** The first period of the cycle that has not ended on `date`; null when the series is over. */
export function periodFrom(
  calendar: WorkingCalendar,
  cycle: Series & Pick<CycleBrief, 'adoptionDate'>,
  date: PlainDate,
): Period | null {
  const first = firstPeriodOf(calendar, cycle);
  return first === null || date <= first.to ? first : firstPeriodFrom(calendar, cycle, date);
}

/** The period of the cycle that contains `date`; null where there is none, or it ended before the adoption. */
export function periodAt(
  calendar: WorkingCalendar,
  cycle: Series & Pick<CycleBrief, 'adoptionDate'>,
  date: PlainDate,
): Period | null {
  const period = periodFrom(calendar, cycle, date);
  return period === null || period.from > date ? null : period;
}

/** The period of the series that contains `date`, whenever the cycle was adopted. */
export function periodContaining(calendar: WorkingCalendar, series: Series, date: PlainDate): Period | null {
  const period = firstPeriodFrom(calendar, series, date);
  return period === null || period.from > date ? null : period;
}

/** The first period that has not ended on `date`; null when the series is over. */
export function firstPeriodFrom(calendar: WorkingCalendar, series: Series, date: PlainDate): Period | null {
  const recurrence = recurrenceOf(calendar, series);
  const start = date < series.startDate ? series.startDate : date;
  const current = withInstantsOrNull(calendar, () => periodOf(recurrence, start));
  if (current !== null && current.from <= start && start <= current.to) return current;
  return periodAfter(calendar, series, start);
}

/** The next period that begins after `date`; null when the series is over. */
export function periodAfter(calendar: WorkingCalendar, series: Series, date: PlainDate): Period | null {
  const recurrence = recurrenceOf(calendar, series);
  const from = nextOccurrence(recurrence, date);
  return from === undefined ? null : withInstants(calendar, periodOf(recurrence, from));
}

/** `periodOf` throws where no period contains the date. */
function withInstantsOrNull(
  calendar: WorkingCalendar,
  find: () => { from: PlainDate; to: PlainDate },
): Period | null {
  try {
    return withInstants(calendar, find());
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
