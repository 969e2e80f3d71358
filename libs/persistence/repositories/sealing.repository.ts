import type { EntityManager } from 'typeorm';
import type { LedgerEntryEntity } from '../entities/ledger-entry.entity.js';

/** Any number will do, as long as every process takes the same. */
const SEALING_LOCK = 7_241_003;

/**
 * Keeps sealing to one transaction at a time, until this one ends.
 * @returns false where another one is at work
 */
export async function trySealingLock(manager: EntityManager): Promise<boolean> {
  const [{ locked }] = await manager.query<[{ locked: boolean }]>(
    'SELECT pg_try_advisory_xact_lock($1) AS locked',
    [SEALING_LOCK],
  );
  return locked;
}

/** The entries between two ids (without the first, with the second) that have no place in the log, in the order of ids. */
export function unsealedEntries(
  manager: EntityManager,
  { afterId, upToId, limit }: { readonly afterId: number; readonly upToId: number; readonly limit: number },
): Promise<LedgerEntryEntity[]> {
  return manager.query<LedgerEntryEntity[]>(
    `SELECT id, subject, seq, kind, actor, on_behalf_of AS "onBehalfOf", at, recorded_at AS "recordedAt", body,
       command_id AS "commandId", command_hash AS "commandHash", rung_key AS "rungKey", run_id AS "runId",
       organisation_version AS "organisationVersion"
     FROM ledger_entry e
     WHERE id > $1 AND id <= $2
       -- The second condition follows from the first; it keeps a plan from beginning with the first leaf of all.
       AND NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.entry_id = e.id AND l.entry_id > $1)
     ORDER BY id LIMIT $3`,
    [afterId, upToId, limit],
  );
}

/** An entry's place in the log. */
export interface NewLeaf {
  readonly entryId: number;
  readonly salt: Buffer;
  readonly record: Buffer;
}

/** Adds leaves with their salts; the first gets the index `first`. */
export async function addLeaves(
  manager: EntityManager,
  first: number,
  leaves: readonly NewLeaf[],
): Promise<void> {
  const entryIds = leaves.map(({ entryId }) => entryId);
  await manager.query(
    `INSERT INTO ledger_leaf (index, entry_id, record)
     SELECT $1 + place - 1, entry_id, record
     FROM unnest($2::bigint[], $3::bytea[]) WITH ORDINALITY AS new (entry_id, record, place)`,
    [first, entryIds, leaves.map(({ record }) => record)],
  );
  await manager.query(
    `INSERT INTO ledger_salt (entry_id, salt) SELECT * FROM unnest($1::bigint[], $2::bytea[])`,
    [entryIds, leaves.map(({ salt }) => salt)],
  );
}

/** How far sealing has come in the order of ids. */
export interface Floor {
  /** Up to this id every entry is sealed, and none will come into sight any more. */
  readonly floor: number;
  /** The highest id that can be seen. */
  readonly newest: number;
  /** The floor as soon as all up to `newest` is sealed. */
  readonly nextFloor: number;
}

/** Transactions that have added an entry, or are about to. */
const WRITERS = `SELECT virtualtransaction FROM pg_locks
  WHERE locktype = 'relation' AND relation = 'ledger_entry'::regclass AND mode = 'RowExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * Tells from which id on there may be entries to seal, and notes how far the floor can rise.
 *
 * An id is drawn before its entry can be seen, so an entry may come into sight after one with a higher id. Who adds entries locks the table
 * from before the first id is drawn until the transaction has ended, and everybody may see who does: once all have ended who did so when
 * an id was the highest, nothing below it will come any more. This costs those who write nothing, and needs no trust in ids of transactions,
 * which begin anew where a database is put back on another server.
 */
export async function noteFloor(manager: EntityManager): Promise<Floor> {
  // The locks are read after the moment as of which the entries are.
  const [{ floor, noted, awaited, newest, writers }] = await manager.query<
    [{ floor: number; noted: number | null; awaited: string[]; newest: number; writers: string[] }]
  >(
    `SELECT floor, next_floor AS noted, writers AS awaited, ARRAY(${WRITERS}) AS writers,
       coalesce((SELECT max(id) FROM ledger_entry), 0) AS newest
     FROM ledger_sealing`,
  );
  const note = (id: number | null, whom: readonly string[]) =>
    manager.query('UPDATE ledger_sealing SET next_floor = $1, writers = $2', [id, whom]);
  if (writers.length === 0) {
    if (noted !== null) await note(null, []);
    return { floor, newest, nextFloor: newest };
  }
  if (noted !== null && awaited.some((writer) => writers.includes(writer)))
    return { floor, newest, nextFloor: floor };
  await note(newest, writers);
  return { floor, newest, nextFloor: noted ?? floor };
}

export async function raiseFloor(manager: EntityManager, floor: number): Promise<void> {
  await manager.query('UPDATE ledger_sealing SET floor = $1 WHERE floor < $1', [floor]);
}

/** Notes why nothing is sealed, or by null that all is well; since when, from the first time that it was the same. */
export async function noteRefusal(manager: EntityManager, refusal: string | null): Promise<void> {
  await manager.query(
    `UPDATE ledger_sealing SET refusal = $1, refused_at = CASE WHEN $1::text IS NULL THEN NULL ELSE clock_timestamp() END
     WHERE refusal IS DISTINCT FROM $1`,
    [refusal],
  );
}

/** How far sealing is behind the entries. */
export interface SealingLag {
  /** How long the oldest entry without a place in the log has been waiting, by the database's clock; 0: none waits. */
  readonly lagMs: number;
  /** Why nothing is sealed; null: all is well. */
  readonly refusal: string | null;
}

export async function sealingLag(manager: EntityManager): Promise<SealingLag> {
  const [lag] = await manager.query<[SealingLag]>(
    `SELECT refusal, coalesce((
       SELECT greatest(0, extract(epoch FROM clock_timestamp() - recorded_at) * 1000) FROM ledger_entry e
       WHERE id > floor AND NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.entry_id = e.id)
       ORDER BY id LIMIT 1), 0)::float8 AS "lagMs"
     FROM ledger_sealing`,
  );
  return lag;
}
