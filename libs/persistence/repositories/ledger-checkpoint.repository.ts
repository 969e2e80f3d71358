import type { EntityManager } from 'typeorm';

/** A checkpoint as it was signed. */
export interface StoredCheckpoint {
  /** Leaves. */
  readonly size: number;
  readonly root: Buffer;
  /** The signed note, without cosignatures. */
  readonly note: string;
}

/** The last checkpoint; null where none has been signed. */
export async function newestCheckpoint(manager: EntityManager): Promise<StoredCheckpoint | null> {
  const rows = await manager.query<StoredCheckpoint[]>(
    `SELECT size, root, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1`,
  );
  return rows[0] ?? null;
}

/** The next checkpoints after that of `size` leaves, the smallest first. */
export function checkpointsAfter(
  manager: EntityManager,
  size: number,
  limit: number,
): Promise<StoredCheckpoint[]> {
  return manager.query<StoredCheckpoint[]>(
    `SELECT size, root, note FROM ledger_checkpoint WHERE size > $1 ORDER BY size LIMIT $2`,
    [size, limit],
  );
}

export async function addCheckpoint(
  manager: EntityManager,
  { size, root, note }: StoredCheckpoint,
): Promise<void> {
  await manager.query(`INSERT INTO ledger_checkpoint (size, root, note) VALUES ($1, $2, $3)`, [
    size,
    root,
    note,
  ]);
}

/** The public keys that have signed checkpoints, the first one first, the current one last; each `name+hash+key`. */
export async function ledgerKeys(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ verifier: string }[]>(`SELECT verifier FROM ledger_key ORDER BY id`);
  return rows.map(({ verifier }) => verifier);
}

/** Puts a public key on record: from now on it is the current one. */
export async function addLedgerKey(manager: EntityManager, verifier: string): Promise<void> {
  await manager.query(`INSERT INTO ledger_key (verifier) VALUES ($1)`, [verifier]);
}

/** How many leaves the last checkpoint had that a witness signed; 0 where it has signed none. */
export async function cosignedSize(manager: EntityManager, verifier: string): Promise<number> {
  const [{ size }] = await manager.query<[{ size: number }]>(
    `SELECT coalesce(max(size), 0) AS size FROM ledger_cosignature WHERE verifier = $1`,
    [verifier],
  );
  return size;
}

/** The lines of witnesses that go under the note of a checkpoint, each without its line break. */
export async function cosignatureLines(manager: EntityManager, size: number): Promise<string[]> {
  const rows = await manager.query<{ line: string }[]>(
    `SELECT line FROM ledger_cosignature WHERE size = $1 ORDER BY verifier`,
    [size],
  );
  return rows.map(({ line }) => line);
}

/** Keeps what a witness signed; one that it signed again is passed over. */
export async function addCosignature(
  manager: EntityManager,
  { size, verifier, line }: { readonly size: number; readonly verifier: string; readonly line: string },
): Promise<void> {
  await manager.query(
    `INSERT INTO ledger_cosignature (size, verifier, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [size, verifier, line],
  );
}
