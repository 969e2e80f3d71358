import { LEADING_GROUP } from '../../../libs/domain/change/proposal.js';
import type { Organisation, UnitId } from '../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../libs/domain/time.js';
import type { Caller } from '../auth/caller.js';
import { forbidden } from '../common/problem/problem.js';

/**
 * Lets in whoever may change the cycles of a unit: its administrators, its first responsible person, and the posts above that one.
 * What of it they may not do because they answer for it, or because it is a floor, the subject decides.
 *
 * @throws Problem 403
 */
export function requireMayChangeCycles(caller: Caller, unitId: UnitId, at: Instant): void {
  if (caller.holds(['administrator'], unitId)) return;
  const { organisation, officerId } = caller;
  const posts = responsiblePosts(organisation, unitId, at);
  if (posts.some((post) => organisation.actsIn(officerId, post, at))) return;
  throw forbidden(
    'Only an administrator of this unit, its first responsible person or a post above may do this.',
  );
}

function responsiblePosts(organisation: Organisation, unitId: UnitId, at: Instant): string[] {
  const chair = organisation.bodyOfKind(LEADING_GROUP, unitId, at)?.chairPostId;
  return chair == null ? [] : [chair, ...organisation.chainAbove(chair, at)];
}
