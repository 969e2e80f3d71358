import { earlier, type Instant } from '../time.js';

/** From when (included) to when (not included; null while it lasts). */
export interface Span {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Whether the span holds the instant. */
export const covers = (span: Span, at: Instant): boolean =>
  span.from <= at && (span.to === null || at < span.to);

/** Spans that have an instant in common with the one from `from` to `to`, in order. */
export const within = <T extends Span>(spans: readonly T[], from: Instant, to: Instant): T[] =>
  spans
    .filter((span) => span.from <= to && (span.to === null || span.to > from))
    .sort((a, b) => (a.from < b.from ? -1 : 1));

/** The earlier of two ends, null being none. */
export const earliest = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : earlier(a, b);
