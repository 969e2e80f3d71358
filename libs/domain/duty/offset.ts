import { Temporal } from 'temporal-polyfill';
import type { Offset } from '../calendar/calendar.js';
import type { OffsetSpec } from './definition.js';

/** The longest distance that a duty may count, in days of either kind: some four years of working days. */
export const MAX_OFFSET_DAYS = 1_000;
const MAX_OFFSET_MS = MAX_OFFSET_DAYS * 86_400_000;

/**
 * An offset as written, in the domain's form.
 *
 * @throws RangeError when a duration is not an ISO 8601 duration of days and less.
 */
export function offsetOf(spec: OffsetSpec): Offset {
  if ('workingDays' in spec) return { unit: 'workingDays', amount: spec.workingDays };
  if ('calendarDays' in spec) return { unit: 'calendarDays', amount: spec.calendarDays };
  const duration = Temporal.Duration.from(spec.duration);
  if (duration.years !== 0 || duration.months !== 0 || duration.weeks !== 0) {
    throw new RangeError('a duration counts days, hours, minutes and seconds only');
  }
  return { unit: 'milliseconds', amount: Math.round(duration.total('milliseconds')) };
}

/** What is wrong with an offset as a distance that may be counted; null when nothing is. */
export function offsetProblem({ unit, amount }: Offset): string | null {
  if (!Number.isSafeInteger(amount)) return `an offset counts whole ${unit}, not ${amount}`;
  const max = unit === 'milliseconds' ? MAX_OFFSET_MS : MAX_OFFSET_DAYS;
  return Math.abs(amount) > max ? `an offset spans at most ${MAX_OFFSET_DAYS} days` : null;
}

/** The same for an offset as written. */
export function offsetSpecProblem(spec: OffsetSpec): string | null {
  try {
    return offsetProblem(offsetOf(spec));
  } catch (error) {
    if (error instanceof RangeError) return `not an ISO 8601 duration of days and less: ${error.message}`;
    throw error;
  }
}

/** An offset as the API and the plan pack write it: what `offsetOf` reads back. */
export function offsetSpecOf({ unit, amount }: Offset): OffsetSpec {
  if (unit === 'workingDays') return { workingDays: amount };
  if (unit === 'calendarDays') return { calendarDays: amount };
  return {
    duration: Temporal.Duration.from({ milliseconds: amount }).round({ largestUnit: 'hour' }).toString(),
  };
}
