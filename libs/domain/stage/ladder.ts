import { addOffset, atTime, dateOf, distance, roundUpToDays } from '../calendar/arithmetic.js';
import type { Offset, OffsetUnit, WorkingCalendar } from '../calendar/calendar.js';
import type { Ladder, Policy } from '../duty/definition.js';
import { epochMs, later, plusMs, type Instant } from '../time.js';
import type { Outage } from './context.js';
import type { PlannedRung } from './state.js';

/** Reminders that are counted in days come when offices open, not in the night. */
const REMINDER_TIME = '09:00';

const rungInstant = (calendar: WorkingCalendar, due: Instant, offset: Offset): Instant => {
  if (offset.amount === 0) return due;
  const at = addOffset(calendar, due, offset);
  const isDayBefore = offset.unit !== 'milliseconds' && offset.amount < 0;
  return isDayBefore ? atTime(calendar, dateOf(calendar, at), REMINDER_TIME) : at;
};

export interface Plan {
  readonly rungs: readonly PlannedRung[];
  /** Names of reminders whose instant had passed already. */
  readonly skipped: readonly string[];
}

/** The rungs of `ladder` for a due instant, leaving out reminders that would have come before `now`. */
export function planLadder(calendar: WorkingCalendar, ladder: Ladder, due: Instant, now: Instant): Plan {
  return replan(
    calendar,
    ladder.unit,
    ladder.rungs.map((rung) => ({ ...rung, at: due })),
    due,
    now,
  );
}

/** The same for rungs that are still to come, after the due instant moved. */
export function replan(
  calendar: WorkingCalendar,
  unit: OffsetUnit,
  pending: readonly PlannedRung[],
  due: Instant,
  now: Instant,
): Plan {
  const planned = pending.map((rung) => ({
    ...rung,
    at: rungInstant(calendar, due, { unit, amount: rung.offset }),
  }));
  const isPassed = (rung: PlannedRung): boolean => rung.action === 'remind' && rung.at < now;
  return {
    rungs: planned.filter((rung) => !isPassed(rung)),
    skipped: planned.filter(isPassed).map((rung) => rung.name),
  };
}

/** Rungs after `fired`, each at its old distance from it, counted from when it really fired. */
export function keepDistance(
  calendar: WorkingCalendar,
  unit: OffsetUnit,
  fired: PlannedRung,
  rest: readonly PlannedRung[],
  firedAt: Instant,
): PlannedRung[] {
  return rest.map((rung) => ({
    ...rung,
    at: later(rung.at, addOffset(calendar, firedAt, { unit, amount: rung.offset - fired.offset })),
  }));
}

/** What is left from `from` to `due`, signed, in the ladder's unit. */
export const remaining = (calendar: WorkingCalendar, from: Instant, due: Instant, unit: OffsetUnit): number =>
  distance(calendar, from, due, unit);

/** Milliseconds of outage between two instants. */
export function outageMsWithin(outages: readonly Outage[], from: Instant, to: Instant): number {
  return outages.reduce((sum, gap) => {
    const start = Math.max(epochMs(gap.from), epochMs(from));
    const end = Math.min(epochMs(gap.to), epochMs(to));
    return sum + Math.max(0, end - start);
  }, 0);
}

/** Whether `instant` fell into an outage. */
export const fellIntoOutage = (outages: readonly Outage[], instant: Instant): boolean =>
  outages.some((gap) => gap.from <= instant && instant < gap.to);

/** A due instant moved by the outages in its window, in whole days where the ladder counts days. */
export function afterOutage(
  calendar: WorkingCalendar,
  due: Instant,
  outageMs: number,
  unit: OffsetUnit,
): Instant {
  return unit === 'milliseconds'
    ? plusMs(due, outageMs)
    : addOffset(calendar, due, { unit, amount: roundUpToDays(outageMs) });
}

/** When the superior next looks at a suspension. */
export const nextSuspensionReview = (
  calendar: WorkingCalendar,
  policy: Policy,
  from: Instant,
  count: number,
): PlannedRung => ({
  name: `review-${count}`,
  action: 'review-suspension',
  offset: 0,
  at: addOffset(calendar, from, { unit: 'calendarDays', amount: policy.suspensionReviewCalendarDays }),
});
