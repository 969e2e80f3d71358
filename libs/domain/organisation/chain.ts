import type { Instant } from '../time.js';
import { chargeOf } from './charge.js';
import type { Post, PostId, UnitId } from './rows.js';

/** What the levels above a post follow from. */
interface Posts {
  post(id: PostId, at: Instant): Post | undefined;
  inCharge(unitId: UnitId, at: Instant): PostId | undefined;
}

/** The levels above a post that there is, nearest first; see `Organisation.chainAbove`. */
export function levelsAbove(posts: Posts, postId: PostId, at: Instant): PostId[] {
  const chain: PostId[] = [];
  const passed = new Set<PostId>();
  let current: PostId | undefined = postId;
  while (current !== undefined) {
    passed.add(current);
    const above = levelAbove(posts, current, passed, at);
    if (above !== undefined) chain.push(above.level);
    current = above?.post;
  }
  return chain;
}

/** The level above a post, and the post that it means; those passed already stand above nobody. */
function levelAbove(
  posts: Posts,
  postId: PostId,
  passed: ReadonlySet<PostId>,
  at: Instant,
): { level: PostId; post: PostId } | undefined {
  const own = posts.post(postId, at);
  if (own === undefined) return undefined;
  const manager = own.managedBy;
  const isHighest = manager === null || posts.post(manager, at)?.unitId !== own.unitId;
  const charged = isHighest ? posts.inCharge(own.unitId, at) : undefined;
  if (charged !== undefined && !passed.has(charged) && !managersOf(posts, charged, at).has(postId))
    return { level: chargeOf(own.unitId), post: charged };
  return manager === null || passed.has(manager) ? undefined : { level: manager, post: manager };
}

/** Whoever manages the post, and those above them: nobody answers for a unit over the heads of those. */
function managersOf(posts: Posts, postId: PostId, at: Instant): ReadonlySet<PostId> {
  const managers = new Set<PostId>();
  let next = posts.post(postId, at)?.managedBy;
  while (next != null && !managers.has(next)) {
    managers.add(next);
    next = posts.post(next, at)?.managedBy;
  }
  return managers;
}
