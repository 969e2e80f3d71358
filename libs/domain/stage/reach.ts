import type { OfficerId, Organisation, PostId } from '../organisation/organisation.js';
import type { Instant } from '../time.js';
import type { PassedOver, Told } from './entries.js';
import type { Party, PartyState } from './state.js';

/** A person found by going up a list of posts, and the posts passed over on the way. */
export interface Reached {
  readonly found: {
    readonly officer: OfficerId;
    /** The post that was reached. */
    readonly post: PostId;
    /** What the list has in its place: the post itself, or the charge that led to it. */
    readonly level: PostId;
  } | null;
  readonly passed: readonly PassedOver[];
}

/** People who are passed over, and why. */
export type Barred = ReadonlyMap<OfficerId, PassedOver['why']>;

/** Joins reasons to pass people over; of several that concern one person the first stands. */
export function barring(...groups: readonly (readonly [PassedOver['why'], Iterable<OfficerId>])[]): Barred {
  const barred = new Map<OfficerId, PassedOver['why']>();
  for (const [why, officers] of groups) {
    for (const officer of officers) if (!barred.has(officer)) barred.set(officer, why);
  }
  return barred;
}

/** The people who answer for the party at `at`: rules about "another person" compare with them, not with posts. */
export const debtorsOf = (
  organisation: Organisation,
  party: Pick<Party, 'actsThrough'>,
  at: Instant,
): ReadonlySet<OfficerId> =>
  new Set(
    party.actsThrough.flatMap((post) =>
      [organisation.holderOf(post, at), organisation.actingIn(post, at)].filter((o) => o !== undefined),
    ),
  );

/** The first post from `startIndex` on whose person is neither missing nor barred. */
export function reachUp(
  organisation: Organisation,
  posts: readonly PostId[],
  startIndex: number,
  at: Instant,
  barred: Barred,
): Reached {
  const passed: PassedOver[] = [];
  for (let index = Math.max(0, startIndex); index < posts.length; index += 1) {
    const level = posts[index] as PostId;
    const post = organisation.resolved(level, at) ?? level;
    const officer = organisation.actingIn(post, at);
    const why = officer === undefined ? 'vacant' : barred.get(officer);
    if (officer !== undefined && why === undefined) return { found: { officer, post, level }, passed };
    passed.push({ post, why: why ?? 'vacant' });
  }
  return { found: null, passed };
}

/** Whoever was reached, to be told as one of the levels above. */
export const tellLevel = ({ found }: Reached): Told[] =>
  found ? [{ officer: found.officer, post: found.post, as: 'level' }] : [];

/**
 * Whoever owes; for a body outside the institution the post that writes to it. Where all posts that act for the party are vacant, the one above is told instead: to fill the post or to take
 * over.
 */
export function tellOwner(organisation: Organisation, party: Party, at: Instant): Told[] {
  const told = new Map<OfficerId, Told>();
  for (const post of party.desk === undefined ? party.actsThrough : [party.desk]) {
    const officer = organisation.actingIn(post, at);
    if (officer !== undefined && !told.has(officer)) told.set(officer, { officer, post, as: 'owner' });
  }
  if (told.size > 0) return [...told.values()];
  const { found } = reachUp(organisation, party.levels, 0, at, new Map());
  return found ? [{ officer: found.officer, post: found.post, as: 'vacancy' }] : [];
}

/** Whoever has the move: the reviewer while what was handed in is under review (or was, when it was suspended), or the owner. */
export function tellMover(organisation: Organisation, party: PartyState, at: Instant): Told[] {
  const clock = party.paused?.clock ?? party.clock;
  if (clock?.of !== 'review' || clock.post === null) return tellOwner(organisation, party.party, at);
  const officer = organisation.actingIn(clock.post, at);
  const post = organisation.resolved(clock.post, at) ?? clock.post;
  return officer === undefined ? [] : [{ officer, post, as: 'reviewer' }];
}

/** One notice a person, however many of their posts a rung reaches. */
export const uniqueTold = <T extends { officer: string }>(told: readonly T[]): T[] => [
  ...new Map(told.map((t) => [t.officer, t])).values(),
];
