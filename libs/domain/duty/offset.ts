import { Temporal } from 'temporal-polyfill';
import type { Offset } from '../calendar/calendar.js';
import type { OffsetSpec } from './definition.js';

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
