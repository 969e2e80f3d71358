import type { EntityManager } from 'typeorm';
import { termsOf, textsIn } from './terms.js';

/** An entry whose id lies farther back than this is there by now: no transaction stays open while so many others are numbered. */
const WINDOW = 20_000;
const BATCH = 1_000;

interface UnindexedEntry {
  readonly id: number;
  readonly texts: readonly (string | null)[];
  readonly body: unknown;
}

/**
 * Makes entries that have come since be found, oldest first.
 *
 * @param limit how many at most
 * @returns whether none is left
 */
export async function indexEntries(manager: EntityManager, limit: number): Promise<boolean> {
  for (let done = 0; done < limit; done += BATCH) {
    const entries = await unindexed(manager, BATCH);
    await write(manager, entries);
    if (entries.length < BATCH) return true;
  }
  return false;
}

async function unindexed(manager: EntityManager, limit: number): Promise<UnindexedEntry[]> {
  const [row] = await manager.query<{ last: number }[]>(
    'SELECT coalesce(max(entry_id), 0) AS last FROM ledger_search',
  );
  return manager.query<UnindexedEntry[]>(
    `SELECT id, ARRAY[subject, kind, actor, on_behalf_of, rung_key] AS texts, body FROM ledger_entry e
     WHERE id > $1 AND NOT EXISTS (SELECT FROM ledger_search s WHERE s.entry_id = e.id AND s.entry_id > $1)
     ORDER BY id LIMIT $2`,
    [(row?.last ?? 0) - WINDOW, limit],
  );
}

async function write(manager: EntityManager, entries: readonly UnindexedEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const terms = entries.map(({ texts, body }) =>
    termsOf([...texts.filter((text) => text !== null), ...textsIn(body)]),
  );
  await manager.query(
    `INSERT INTO ledger_search (entry_id, terms)
     SELECT id, array_to_tsvector(ARRAY(SELECT json_array_elements_text(terms)))
     FROM ROWS FROM (unnest($1::bigint[]), json_array_elements($2::json)) AS new (id, terms)
     ON CONFLICT DO NOTHING`,
    [entries.map(({ id }) => id), JSON.stringify(terms)],
  );
}
