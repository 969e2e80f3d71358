import type { PostId, UnitId } from './rows.js';

const PREFIX = 'charge/';

/** The virtual post "whoever has that unit in their portfolio (分管) on that date": a level that is frozen as such. */
export const chargeOf = (unitId: UnitId): PostId => `${PREFIX}${unitId}`;

/** The unit of such a virtual post; undefined for a post that there is. */
export const unitInCharge = (postId: PostId): UnitId | undefined =>
  postId.startsWith(PREFIX) ? postId.slice(PREFIX.length) : undefined;
