import { isDeepStrictEqual } from 'node:util';
import type { Dated } from '../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../libs/domain/time.js';
import { InstantField } from '../common/fields/index.js';
import { PageRequest } from '../common/page/page.request.dto.js';
import { refused } from '../common/problem/problem.js';

const at = { description: 'As it is at this instant; left out: now.', optional: true };

export class AtRequest {
  @InstantField(at)
  at?: string;
}

/** A list of what changes on dates. */
export class DatedPageRequest extends PageRequest {
  @InstantField(at)
  at?: string;
}

/** From when a change is to stand. */
export const FromField = (): PropertyDecorator =>
  InstantField({
    description:
      'From when; left out: from now on. A later instant plans it, and replaces what was planned from the same one.',
    optional: true,
  });

/** SQL, of the rows of `unit_span`, `post_span` and `body_span`: what stands now, or is planned, of what has not been ended. */
export const IS_OR_WILL_BE = `ended_at IS NULL AND (upper_inf(during) OR upper(during) > clock_timestamp())`;

/**
 * From when a change stands: now, or later.
 * @throws Problem 409 for what has passed
 */
export function beginning(from: Instant | undefined, now: Instant): Instant {
  if (from !== undefined && from < now)
    throw refused('already-past', 'What has passed is not rewritten: a change begins now or later.');
  return from ?? now;
}

/**
 * What a change makes of something: what it is from `from` on, and what is planned after that, wherever the plan leaves alone what the
 * change concerns.
 */
export function changedFrom<T extends Dated>(
  standing: T,
  planned: readonly T[],
  change: Partial<T>,
  from: Instant,
): Omit<T, 'endedAt'>[] {
  const fields = Object.keys(change) as (keyof T)[];
  const carried = planned
    .filter((row) => (row.from ?? '') > from)
    .map((row) => {
      const open = fields.filter((field) => isDeepStrictEqual(row[field], standing[field]));
      return { row, change: Object.fromEntries(open.map((field) => [field, change[field]])) };
    })
    .filter((one) => Object.keys(one.change).length > 0)
    .map((one) => ({ ...one.row, ...one.change }));
  // Whether it has been ended is no part of what it is.
  return [{ ...standing, ...change, from }, ...carried].map(({ endedAt: _ended, ...row }) => row);
}
