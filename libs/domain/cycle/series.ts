import { isDate } from '../calendar/plain-date.js';
import type { Period } from '../obligation/obligation.js';
import type { Instant } from '../time.js';
import type { CycleFacts, CycleState } from './cycle.js';
import { followsKeyDates, keyDatePeriods, keyDatesToCome, nameOf } from './key-dates.js';
import {
  firstPeriodFrom,
  firstPeriodOf,
  onCalendar,
  periodAfter,
  periodAt,
  periodContaining,
} from './periods.js';

/** Those to come of a cycle that follows key dates; null: it recurs by a rule. */
function toCome(state: CycleState, facts: CycleFacts, at: Instant, done?: Period): Period[] | null {
  const { brief } = state;
  return followsKeyDates(brief) ? keyDatesToCome({ ...state, brief }, facts, at, done) : null;
}

/** The period with which a cycle begins. */
export function firstOf(state: CycleState, facts: CycleFacts, at: Instant): Period | null {
  const dated = toCome(state, facts, at);
  return dated === null ? firstPeriodOf(facts.calendar, state.brief) : (dated[0] ?? null);
}

/** The one that follows `period`. */
export function nextAfter(state: CycleState, facts: CycleFacts, at: Instant, period: Period): Period | null {
  const dated = toCome(state, facts, at, period);
  return dated === null ? periodAfter(facts.calendar, state.brief, period.from) : (dated[0] ?? null);
}

/** The one next in line by the calendar and the key dates as they are now. */
export function replanned(state: CycleState, facts: CycleFacts, at: Instant): Period | null {
  const dated = toCome(state, facts, at);
  if (dated !== null) return dated[0] ?? null;
  return state.next && onCalendar(facts.calendar, state.brief, state.next);
}

/** The period that contains the date. */
export function containing(state: CycleState, facts: CycleFacts, at: Instant, date: string): Period | null {
  if (!isDate(date)) return null;
  const dated = toCome(state, facts, at);
  if (dated === null) return periodAt(facts.calendar, state.brief, date);
  return dated.find(({ from, to }) => from <= date && date <= to) ?? null;
}

/** The same, also where it ended before the adoption. */
export function everContaining(
  { brief, opened }: CycleState,
  facts: CycleFacts,
  at: Instant,
  date: string,
): Period | null {
  if (!isDate(date)) return null;
  if (!followsKeyDates(brief)) return periodContaining(facts.calendar, brief, date);
  const periods = keyDatePeriods({ ...brief, adoptionDate: null }, facts, at);
  const found = periods.filter(({ from, to }) => from <= date && date <= to);
  return found.find((period) => !opened.includes(nameOf(period))) ?? found[0] ?? null;
}

/** The period to come that begins on the date. */
export function beginningOn(state: CycleState, facts: CycleFacts, at: Instant, date: string): Period | null {
  const { next } = state;
  if (next === null || !isDate(date) || date < next.from) return null;
  const dated = toCome(state, facts, at);
  const period =
    dated === null
      ? firstPeriodFrom(facts.calendar, state.brief, date)
      : (dated.find(({ from }) => from === date) ?? null);
  return period !== null && period.from === date ? period : null;
}
