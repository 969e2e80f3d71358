import type { EntityManager } from 'typeorm';

/** A leaf of the log, and what there is of its entry. */
export interface ExportedLeaf {
  readonly index: number;
  readonly record: Buffer;
  readonly entryId: number;
  /** Null: an erasure destroyed it, or the entry is gone. */
  readonly salt: Buffer | null;
  /** Whether the entry is there. */
  readonly hasEntry: boolean;
}

/** The leaves from the one with the index `from` up to `to`, without it. */
export function leavesBetween(manager: EntityManager, from: number, to: number): Promise<ExportedLeaf[]> {
  return manager.query<ExportedLeaf[]>(
    `SELECT l.index, l.record, l.entry_id AS "entryId", s.salt, e.id IS NOT NULL AS "hasEntry"
     FROM ledger_leaf l LEFT JOIN ledger_salt s USING (entry_id) LEFT JOIN ledger_entry e ON e.id = l.entry_id
     WHERE l.index >= $1 AND l.index < $2 ORDER BY l.index`,
    [from, to],
  );
}

/** Checkpoints of more than `from` and at most `to` leaves: of every `every` leaves the last one, the smallest first. */
export function checkpointsBetween(
  manager: EntityManager,
  { from, to, every }: { readonly from: number; readonly to: number; readonly every: number },
): Promise<{ readonly size: number; readonly note: string }[]> {
  return manager.query(
    `SELECT DISTINCT ON ((size - 1) / $3) size, note FROM ledger_checkpoint
     WHERE size > $1 AND size <= $2 ORDER BY (size - 1) / $3, size DESC`,
    [from, to, every],
  );
}

/** Up to this id every entry has its place in the log. */
export async function sealedUpTo(manager: EntityManager): Promise<number> {
  const [{ floor }] = await manager.query<[{ floor: number }]>(`SELECT floor FROM ledger_sealing`);
  return floor;
}
