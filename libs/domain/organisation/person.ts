import type { OfficerId, PostId } from './rows.js';

const PREFIX = 'person/';

/**
 * The virtual post "this very person": what an inquiry asks of somebody, and the rights that they have in it, stay theirs whatever post they
 * hold meanwhile, and nobody stands in for them.
 */
export const personPost = (officerId: OfficerId): PostId => `${PREFIX}${officerId}`;

/** Who such a virtual post is; undefined for a post that there is. */
export const personOf = (postId: PostId): OfficerId | undefined =>
  postId.startsWith(PREFIX) ? postId.slice(PREFIX.length) : undefined;
