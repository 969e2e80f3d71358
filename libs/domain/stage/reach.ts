import type { OfficerId, Organisation, PostId } from '../organisation/organisation.js';
import type { Instant } from '../time.js';
import type { PassedOver, Told } from './entries.js';
import type { Party } from './state.js';

/** A person found by going up a list of posts, and the posts passed over on the way. */
export interface Reached {
  readonly found: { readonly officer: OfficerId; readonly post: PostId; readonly index: number } | null;
  readonly passed: readonly PassedOver[];
}

/** The people who answer for the party at `at`: rules about "another person" compare with them, not with posts. */
export const debtorsOf = (organisation: Organisation, party: Party, at: Instant): ReadonlySet<OfficerId> =>
  new Set(
    party.actsThrough.flatMap((post) =>
      [organisation.holderOf(post, at), organisation.actingIn(post, at)].filter((o) => o !== undefined),
    ),
  );

/** The first post from `startIndex` on whose person is neither missing, nor in `debtors`, nor in `told`. */
export function reachUp(
  organisation: Organisation,
  posts: readonly PostId[],
  startIndex: number,
  at: Instant,
  debtors: ReadonlySet<OfficerId>,
  told: readonly OfficerId[],
): Reached {
  const passed: PassedOver[] = [];
  for (let index = Math.max(0, startIndex); index < posts.length; index += 1) {
    const post = posts[index] as PostId;
    const officer = organisation.actingIn(post, at);
    if (officer === undefined) passed.push({ post, why: 'vacant' });
    else if (debtors.has(officer)) passed.push({ post, why: 'is-the-debtor' });
    else if (told.includes(officer)) passed.push({ post, why: 'already-told' });
    else return { found: { officer, post, index }, passed };
  }
  return { found: null, passed };
}

/**
 * Whoever has the move for the party. Where its posts are vacant, the one above is told instead: to fill the post or to
 * take over.
 */
export function tellOwner(organisation: Organisation, party: Party, at: Instant): Told[] {
  const told = new Map<OfficerId, Told>();
  for (const post of party.actsThrough) {
    const officer = organisation.actingIn(post, at);
    if (officer !== undefined && !told.has(officer)) told.set(officer, { officer, post, as: 'owner' });
  }
  if (told.size > 0) return [...told.values()];
  const { found } = reachUp(organisation, party.levels, 0, at, new Set(), []);
  return found ? [{ officer: found.officer, post: found.post, as: 'vacancy' }] : [];
}
