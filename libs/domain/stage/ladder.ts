import { addOffset, atTime, dateOf, distance } from '../calendar/arithmetic.js';
import type { Offset, OffsetUnit, WorkingCalendar } from '../calendar/calendar.js';
import type { Ladder, Policy } from '../duty/definition.js';
import { DAY_MS } from '../calendar/plain-date.js';
import { MAX_SPAN_DAYS, MAX_WORKING_DAYS } from '../calendar/working-days.js';
import { msBetween, type Instant } from '../time.js';
import type { Clock, Confirmation, PlannedRung, RungMoved } from './state.js';

/** Reminders that are counted in days come when offices open, not in the night. */
const REMINDER_TIME = '09:00';

/** When the rung at a distance from the due instant comes, where nothing has put it off. */
export const rungInstant = (calendar: WorkingCalendar, due: Instant, offset: Offset): Instant => {
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

/** The same for rungs that are still to come; one that was put off counts from where it was put off. */
export function replan(
  calendar: WorkingCalendar,
  unit: OffsetUnit,
  pending: readonly PlannedRung[],
  due: Instant,
  now: Instant,
): Plan {
  const planned = pending.map((rung) => ({
    ...rung,
    at: rung.moved
      ? addOffset(calendar, rung.moved.from, rung.moved.offset)
      : rungInstant(calendar, due, { unit, amount: rung.offset }),
  }));
  const isPassed = (rung: PlannedRung): boolean => rung.action === 'remind' && rung.at < now;
  return {
    rungs: planned.filter((rung) => !isPassed(rung)),
    skipped: planned.filter(isPassed).map((rung) => rung.name),
  };
}

/** The clock with rungs planned anew, remembering what was left out. */
export const withPlan = <C extends Clock | Confirmation>(clock: C, { rungs, skipped }: Plan): C => ({
  ...clock,
  rungs,
  skipped: [...clock.skipped, ...skipped],
});

/** A rung that counts from the due instant again. */
export function unmoved(rung: PlannedRung): PlannedRung {
  const { moved: _, ...plain } = rung;
  return plain;
}

/** The rung at `index` comes at the instant that `moved` gives; those before it stay, those after it keep their distance from it. */
export function place(
  calendar: WorkingCalendar,
  unit: OffsetUnit,
  rungs: readonly PlannedRung[],
  index: number,
  moved: RungMoved,
): readonly PlannedRung[] {
  const rung = rungs[index];
  const at = addOffset(calendar, moved.from, moved.offset);
  if (rung === undefined || at === rung.at) return rungs;
  const rest = keepDistance(calendar, unit, rung, rungs.slice(index + 1), at, moved.by);
  return [...rungs.slice(0, index), { ...rung, at, moved }, ...rest];
}

/** The same where that is later than the rung would have come; otherwise nothing changes. */
export function putOff(
  calendar: WorkingCalendar,
  unit: OffsetUnit,
  rungs: readonly PlannedRung[],
  index: number,
  moved: RungMoved,
): readonly PlannedRung[] {
  const rung = rungs[index];
  const isLater = rung !== undefined && addOffset(calendar, moved.from, moved.offset) > rung.at;
  return isLater ? place(calendar, unit, rungs, index, moved) : rungs;
}

/** Rungs after `reference`, each at its old distance from it, counted from when that really comes. */
export function keepDistance(
  calendar: WorkingCalendar,
  unit: OffsetUnit,
  reference: PlannedRung,
  rest: readonly PlannedRung[],
  from: Instant,
  by: RungMoved['by'],
): PlannedRung[] {
  const placed = rest.map((rung) => {
    const amount = rung.offset - reference.offset;
    // No days at all would reach the end of a day; two rungs at one offset come at one instant.
    const offset: Offset = amount === 0 ? { unit: 'milliseconds', amount } : { unit, amount };
    return { ...rung, at: addOffset(calendar, from, offset), moved: { by, from, offset } };
  });
  // One that happens to stay where it was counts from there all the same: another calendar moves them together.
  const isMoved = placed.some(({ at }, index) => at !== rest[index]?.at);
  return isMoved ? placed : [...rest];
}

/** Whether a rung is the deadline itself taking effect. */
export const isDeadline = ({ action }: PlannedRung): boolean => action === 'overdue' || action === 'close';

/** Holds the rung of the due instant while a request for an extension waits for its decision; those after it keep their distance. */
export const hold = (
  calendar: WorkingCalendar,
  policy: Policy,
  unit: OffsetUnit,
  rungs: readonly PlannedRung[],
  due: Instant,
): readonly PlannedRung[] =>
  putOff(calendar, unit, rungs, rungs.findIndex(isDeadline), {
    by: 'request',
    from: due,
    offset: { unit: 'workingDays', amount: policy.extensionHoldWorkingDays },
  });

/** The most of each unit that can be counted from an instant. */
const COUNTABLE: Readonly<Record<OffsetUnit, number>> = {
  workingDays: MAX_WORKING_DAYS,
  calendarDays: MAX_SPAN_DAYS,
  milliseconds: Number.MAX_SAFE_INTEGER,
};

/** What is left from `from` to `to` and `more`, negative when it has passed; of centuries as much as can be counted. */
export function timeLeft(
  calendar: WorkingCalendar,
  from: Instant,
  to: Instant,
  unit: OffsetUnit,
  more = 0,
): number {
  const max = COUNTABLE[unit];
  const isFar = unit === 'workingDays' && Math.abs(msBetween(from, to)) > max * DAY_MS;
  const left = isFar ? max * (from < to ? 1 : -1) : distance(calendar, from, to, unit);
  return Math.max(-max, Math.min(max, left + more));
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
