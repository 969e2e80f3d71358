import type { Instant } from '../../../libs/domain/time.js';
import { badRequest, refused } from '../common/problem/problem.js';

/** From when (included) to when (not included; null while it lasts). */
export interface Span {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Whether two spans share an instant. */
export const overlap = (a: Span, b: Span): boolean =>
  (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to);

/** @throws Problem 400 when a span ends before it begins, or as it begins */
export function requireOrder({ from, to }: Span): void {
  if (to !== null && to <= from) throw badRequest([{ pointer: '/to', detail: 'must be later than from' }]);
}

/**
 * Checks that a span may be given another end: what has passed is not rewritten.
 * @throws Problem 400, 409
 */
export function requireEndable(span: Span, to: Instant, now: Instant): void {
  requireOrder({ from: span.from, to });
  if (span.to !== null && span.to <= now) throw refused('ended', 'It has ended already.');
  if (span.to !== null && to > span.to)
    throw refused('ends-earlier', 'It ends earlier than that: begin a new one for the time after.');
}
