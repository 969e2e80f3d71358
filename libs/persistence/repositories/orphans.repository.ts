import type { EntityManager } from 'typeorm';

/** Documents and files named by subjects that have not been settled yet, so that no entry names them. */
const NAMED_BY_BRIEFS = `SELECT unnest(documents_in(brief::json)) FROM subject WHERE seq = 0 AND brief IS NOT NULL`;

/** An entry of the ledger names it; the condition is the one of the index. */
const namedByEntry = (id: string): string => `EXISTS (
  SELECT FROM ledger_entry entry
  WHERE entry.body::text ~ '"[0-9a-f]{64}"' AND documents_in(entry.body) @> ARRAY[${id}])`;

const removeFrom = (table: string, id: string): string => `
  DELETE FROM ${table} orphan
  WHERE touched_at < now() - $1 * interval '1 ms'
    AND NOT ${namedByEntry(`orphan.${id}`)} AND orphan.${id} NOT IN (${NAMED_BY_BRIEFS})`;

/**
 * Removes the rows of documents and files that nobody has touched for `afterMs` and nothing refers to. A command that is about to name one
 * touches it first: either that comes before, and the row stays, or it finds no row.
 */
export async function removeOrphanRows(
  manager: EntityManager,
  afterMs: number,
): Promise<{ documents: number; files: number }> {
  const [, documents] = await manager.query<[unknown, number]>(removeFrom('document', 'id'), [afterMs]);
  const [, files] = await manager.query<[unknown, number]>(removeFrom('evidence_file', 'sha256'), [afterMs]);
  return { documents, files };
}

/** Those of the files that have no row. */
export async function withoutRow(manager: EntityManager, sha256s: readonly string[]): Promise<string[]> {
  const rows = await manager.query<{ sha256: string }[]>(
    `SELECT sha256 FROM unnest($1::text[]) AS given(sha256)
     WHERE NOT EXISTS (SELECT FROM evidence_file f WHERE f.sha256 = given.sha256)`,
    [sha256s],
  );
  return rows.map(({ sha256 }) => sha256);
}
