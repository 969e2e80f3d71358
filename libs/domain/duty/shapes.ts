import {
  DUE_FROM,
  INQUIRY_ROLES,
  type DueFrom,
  type DueRule,
  type InquiryRole,
  type OffsetSpec,
  type PartyRule,
  type ReviewerRule,
} from './definition.js';
import { isName } from './fault.js';
import { offsetSpecProblem } from './offset.js';

/*
 * Whether something from outside has the shape of one of the small unions that a duty is made of. Whether it makes sense where it
 * stands is for `validateDuty` to say.
 */

/** Whether `value` is an object with these keys and no others. */
function hasOnly<K extends string>(value: unknown, ...keys: readonly K[]): value is Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const own = Object.keys(value);
  return own.length === keys.length && keys.every((key) => own.includes(key));
}

const isKind = (value: unknown): boolean => typeof value === 'string' && isName(value);
const isId = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= 200;

export function isOffsetSpec(value: unknown): value is OffsetSpec {
  const isRight =
    (hasOnly(value, 'workingDays') && typeof value.workingDays === 'number') ||
    (hasOnly(value, 'calendarDays') && typeof value.calendarDays === 'number') ||
    (hasOnly(value, 'duration') && typeof value.duration === 'string' && value.duration.length <= 40);
  return isRight && offsetSpecProblem(value as OffsetSpec) === null;
}

/** Who owes by kind: what a plan that knows no post by its name may say. */
export type KindRule = Exclude<PartyRule, { readonly named: unknown }>;

export const isKindRule = (value: unknown): value is KindRule =>
  (hasOnly(value, 'posts') && isKind(value.posts)) ||
  (hasOnly(value, 'nearest') && isKind(value.nearest)) ||
  (hasOnly(value, 'membersOf') && isKind(value.membersOf)) ||
  (hasOnly(value, 'body') && isKind(value.body)) ||
  (hasOnly(value, 'headOf') && value.headOf === 'unit') ||
  (hasOnly(value, 'ownersOf') && value.ownersOf === 'channels') ||
  (hasOnly(value, 'inquiry') && INQUIRY_ROLES.includes(value.inquiry as InquiryRole));

export function isPartyRule(value: unknown): value is PartyRule {
  if (!hasOnly(value, 'named')) return isKindRule(value);
  const isNamed = (party: unknown): boolean =>
    hasOnly(party, 'kind', 'id') && (party.kind === 'post' || party.kind === 'body') && isId(party.id);
  return Array.isArray(value.named) && value.named.every(isNamed);
}

export const isDueRule = (value: unknown): value is DueRule =>
  hasOnly(value, 'from', 'offset')
    ? DUE_FROM.includes(value.from as DueFrom) && isOffsetSpec(value.offset)
    : hasOnly(value, 'at') && typeof value.at === 'string';

/** Who reviews by kind: what a plan that knows no post by its name may say. */
export type ReviewerKindRule = Exclude<ReviewerRule, { readonly named: unknown }>;

export const isReviewerKindRule = (value: unknown): value is ReviewerKindRule =>
  value === 'superior' || (hasOnly(value, 'post') && isKind(value.post));

export const isReviewerRule = (value: unknown): value is ReviewerRule =>
  isReviewerKindRule(value) || (hasOnly(value, 'named') && isId(value.named));
