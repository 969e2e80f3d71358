/**
 * An instant in UTC, always written `YYYY-MM-DDTHH:mm:ss.sssZ`, so that text order is time order
 * and a ledger body reads as it is. RFC 3339.
 */
export type Instant = string & { readonly __instant?: never };

/** A date `YYYY-MM-DD` in some zone that the context names. */
export type PlainDate = string & { readonly __date?: never };

/** The instant `epochMs` milliseconds after 1970-01-01T00:00Z. */
export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString();

/** Milliseconds since 1970-01-01T00:00Z. */
export const epochMs = (instant: Instant): number => Date.parse(instant);

/** `instant` moved by `ms` milliseconds. */
export const plusMs = (instant: Instant, ms: number): Instant => instantOf(epochMs(instant) + ms);

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export const msBetween = (from: Instant, to: Instant): number => epochMs(to) - epochMs(from);

export const later = (a: Instant, b: Instant): Instant => (a >= b ? a : b);
export const earlier = (a: Instant, b: Instant): Instant => (a <= b ? a : b);

/** The date and time of an instant, with its distance from UTC; RFC 3339. */
const INSTANT_FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** The instant that a text in RFC 3339 means, in the one way of writing it; null where it means none. */
export function instantFrom(text: string): Instant | null {
  const ms = INSTANT_FORM.test(text) ? Date.parse(text) : NaN;
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  // The parser turns 30 February into 2 March, so what it read is compared with what was written.
  const exists = !Number.isNaN(ms) && instantOf(day).startsWith(text.slice(0, 10));
  return exists ? instantOf(ms) : null;
}
