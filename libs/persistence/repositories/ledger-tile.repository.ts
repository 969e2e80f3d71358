import type { EntityManager } from 'typeorm';

/** A full tile as it is kept. */
export interface StoredTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Buffer;
  readonly root: Buffer;
}

/** The hashes of a full tile; null where it is not full yet. */
export async function tileHashes(
  manager: EntityManager,
  level: number,
  index: number,
): Promise<Buffer | null> {
  const rows = await manager.query<{ hashes: Buffer }[]>(
    `SELECT hashes FROM ledger_tile WHERE level = $1 AND index = $2`,
    [level, index],
  );
  return rows[0]?.hashes ?? null;
}

/** The roots of full tiles of one level, from the one with the index `from` up to `to`, without it. */
export async function tileRoots(
  manager: EntityManager,
  level: number,
  from: number,
  to: number,
): Promise<Buffer[]> {
  const rows = await manager.query<{ root: Buffer }[]>(
    `SELECT root FROM ledger_tile WHERE level = $1 AND index >= $2 AND index < $3 ORDER BY index`,
    [level, from, to],
  );
  return rows.map(({ root }) => root);
}

/** The records of leaves, from the one with the index `from` up to `to`, without it. */
export async function leafRecords(manager: EntityManager, from: number, to: number): Promise<Buffer[]> {
  const rows = await manager.query<{ record: Buffer }[]>(
    `SELECT record FROM ledger_leaf WHERE index >= $1 AND index < $2 ORDER BY index`,
    [from, to],
  );
  return rows.map(({ record }) => record);
}

export async function addTiles(manager: EntityManager, tiles: readonly StoredTile[]): Promise<void> {
  if (tiles.length === 0) return;
  await manager.query(
    `INSERT INTO ledger_tile (level, index, hashes, root)
     SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[], $4::bytea[])`,
    [
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ hashes }) => hashes),
      tiles.map(({ root }) => root),
    ],
  );
}

/** How many leaves the log has. */
export async function leafCount(manager: EntityManager): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    `SELECT coalesce(max(index) + 1, 0) AS count FROM ledger_leaf`,
  );
  return count;
}
