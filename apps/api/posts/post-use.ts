import type { EntityManager } from 'typeorm';
import { refused } from '../common/problem/problem.js';
import { IS_OR_WILL_BE } from '../organisation/dated.js';

/** What would be left hanging if a post went away; the first that is found refuses. */
const USES: readonly (readonly [code: string, detail: string, query: string])[] = [
  [
    'still-held',
    'Somebody holds the post: end the tenure first.',
    'SELECT 1 FROM tenure WHERE post_id = $1 AND (ends_at IS NULL OR ends_at > clock_timestamp())',
  ],
  [
    'still-owes',
    'The post still owes something.',
    `SELECT 1 FROM party_state
     WHERE ended_at IS NULL AND concerns @> ARRAY[$1] 
       AND (state->'party'->>'desk' = $1 OR (state->'party'->'actsThrough')::jsonb ? $1)`,
  ],
  [
    'still-in-charge',
    'The post answers for a unit: end that portfolio first.',
    'SELECT 1 FROM portfolio WHERE post_id = $1 AND (ends_at IS NULL OR ends_at > clock_timestamp())',
  ],
  [
    'still-owns-a-channel',
    'The post owns a channel: end that entry, and begin one with another owner.',
    'SELECT 1 FROM channel WHERE owner_post_id = $1 AND (ends_at IS NULL OR ends_at > clock_timestamp())',
  ],
  [
    'still-manages',
    'The post manages others: have them managed by another one first.',
    `SELECT 1 FROM post_span WHERE managed_by = $1 AND ${IS_OR_WILL_BE}`,
  ],
  [
    'still-in-a-body',
    'The post belongs to a body, stands above one, or writes to one outside.',
    `SELECT 1 FROM body_span WHERE $1 IN (superior_post_id, desk_post_id) AND ${IS_OR_WILL_BE}
     UNION ALL SELECT 1 FROM seat JOIN body ON body.id = seat.body_id
     WHERE post_id = $1 AND body.ended_at IS NULL AND (ends_at IS NULL OR ends_at > clock_timestamp())`,
  ],
];

/** @throws Problem 409 when something still needs the post */
export async function requireUnused(manager: EntityManager, postId: string): Promise<void> {
  for (const [code, detail, query] of USES) {
    const [use] = await manager.query<unknown[]>(`${query} LIMIT 1`, [postId]);
    if (use !== undefined) throw refused(code, detail);
  }
}
