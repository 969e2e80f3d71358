import type { EntityManager } from 'typeorm';
import type { Addressees } from '../../domain/dispatch/dispatch.js';

export interface AddresseePage {
  /** The subject with which the page before ended; null: this is the first. */
  readonly after: string | null;
  readonly limit: number;
}

/** Open obligations, meetings and changes, and cycles that go on; a subject opened later begins with the new calendar by itself. */
const FOLLOWING = `
  SELECT s.id AS subject FROM subject s
  WHERE s.kind IN ('obligation', 'cycle', 'meeting', 'change') AND s.brief ->> 'calendarId' = $1 AND s.id > $2
    AND (EXISTS (SELECT FROM obligation o WHERE s.kind = 'obligation' AND o.id = substr(s.id, 12) AND o.closed_at IS NULL)
      OR EXISTS (SELECT FROM cycle c WHERE s.kind = 'cycle' AND c.id = substr(s.id, 7) AND c.next_from IS NOT NULL)
      OR s.kind = 'change' AND s.state ->> 'closedAt' IS NULL
      OR EXISTS (SELECT FROM meeting m WHERE s.kind = 'meeting' AND m.id = substr(s.id, 9) AND m.closed_at IS NULL))
  ORDER BY s.id LIMIT $3`;

const FOLLOWING_DATES = `
  SELECT id AS subject FROM subject
  WHERE kind = 'cycle' AND brief -> 'dates' ->> 'register' = $1 AND id > $2
  ORDER BY id LIMIT $3`;

const OWING = `
  SELECT DISTINCT subject FROM party_state
  WHERE ended_at IS NULL AND concerns @> ARRAY[$1] AND party = $1 AND state -> 'party' ->> 'kind' = 'post'
    AND subject > $2
  ORDER BY subject LIMIT $3`;

/** The next subjects whom a notice concerns, by id. */
export async function addresseesOf(
  manager: EntityManager,
  to: Addressees,
  { after, limit }: AddresseePage,
): Promise<string[]> {
  const [query, key] =
    'calendar' in to
      ? [FOLLOWING, to.calendar]
      : 'register' in to
        ? [FOLLOWING_DATES, to.register]
        : [OWING, to.owingPost];
  const rows = await manager.query<{ subject: string }[]>(query, [key, after ?? '', limit]);
  return rows.map(({ subject }) => subject);
}
