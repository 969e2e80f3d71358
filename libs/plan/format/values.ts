import type { DueRule, OffsetSpec } from '../../domain/duty/definition.js';
import { offsetOf } from '../../domain/duty/offset.js';
import { isPlainObject, isSlug, Line, Must } from '../source/checks.js';

/** Some years of working days: far beyond any deadline of a plan. */
const MAX_DAYS = 1000;

const hasOnly = (value: unknown, ...keys: readonly string[]): value is Record<string, unknown> =>
  isPlainObject(value) && Object.keys(value).sort().join() === [...keys].sort().join();

const isDays = (value: unknown): boolean => Number.isInteger(value) && Math.abs(value as number) <= MAX_DAYS;

function isDuration(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 40) return false;
  try {
    return Number.isSafeInteger(offsetOf({ duration: value }).amount);
  } catch {
    return false;
  }
}

function isOffset(value: unknown): value is OffsetSpec {
  if (hasOnly(value, 'workingDays')) return isDays(value.workingDays);
  if (hasOnly(value, 'calendarDays')) return isDays(value.calendarDays);
  return hasOnly(value, 'duration') && isDuration(value.duration);
}

const ANCHORS: readonly unknown[] = ['period-start', 'period-end', 'stage-opening'];

const isDue = (value: unknown): value is DueRule =>
  hasOnly(value, 'from', 'offset') && ANCHORS.includes(value.from) && isOffset(value.offset);

/** Who owes, as a pack names it: kinds of posts and bodies, never somebody by name. */
export type PartiesText =
  { readonly posts: string } | { readonly membersOf: string } | { readonly body: string };

const isParties = (value: unknown): value is PartiesText =>
  ['posts', 'membersOf', 'body'].some((key) => hasOnly(value, key) && isSlug(value[key]));

/** Who reviews: the post above the owner, or the nearest post of a kind. */
export type ReviewerText = 'superior' | { readonly post: string };

const isReviewer = (value: unknown): value is ReviewerText =>
  value === 'superior' || (hasOnly(value, 'post') && isSlug(value.post));

const offsetText = '{ workingDays: n }, { calendarDays: n } or { duration: PT2H }';

/** A distance in time; a negative one is earlier. */
export const Offset = (): PropertyDecorator => Must(offsetText, isOffset);

export const Due = (): PropertyDecorator =>
  Must(`{ from: period-start, period-end or stage-opening, offset: ${offsetText} }`, isDue);

export const Parties = (): PropertyDecorator =>
  Must('{ posts: <kind> }, { membersOf: <kind of body> } or { body: <kind> }', isParties);

export const Reviewer = (): PropertyDecorator => Must('superior or { post: <kind> }', isReviewer);

/** `MM-DD`, a day that every year has. */
export const DayOfYear = (): PropertyDecorator =>
  Must('a day such as 01-01 that every year has', (value) => {
    const [, month, day] = /^(\d\d)-(\d\d)$/.exec(String(value)) ?? [];
    const isReal = new Date(`2001-${month}-${day}T00:00:00Z`).toJSON()?.slice(5, 10) === value;
    return typeof value === 'string' && isReal;
  });

/** A title in both languages. */
export class TitleText {
  @Line()
  zh: string;

  @Line()
  en: string;
}
