import type { EntityManager } from 'typeorm';

/** An entry in the log. */
export interface SealedLeaf {
  readonly index: number;
  readonly record: Buffer;
  /** Null where an erasure has deleted it. */
  readonly salt: Buffer | null;
}

/** Where an entry stands in the log; null where it has not been sealed yet. */
export async function leafOf(manager: EntityManager, entryId: number): Promise<SealedLeaf | null> {
  const rows = await manager.query<SealedLeaf[]>(
    `SELECT l.index, l.record, s.salt FROM ledger_leaf l LEFT JOIN ledger_salt s USING (entry_id) WHERE l.entry_id = $1`,
    [entryId],
  );
  return rows[0] ?? null;
}

/** The places in the log of those of these entries that are sealed. */
export async function leafIndexes(
  manager: EntityManager,
  entryIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await manager.query<{ entryId: number; index: number }[]>(
    `SELECT entry_id AS "entryId", index FROM ledger_leaf WHERE entry_id = ANY($1::bigint[])`,
    [entryIds],
  );
  return new Map(rows.map(({ entryId, index }) => [entryId, index]));
}
