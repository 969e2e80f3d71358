import type { EntityManager } from 'typeorm';
import type { Outage } from '../../domain/stage/context.js';
import type { Instant } from '../../domain/time.js';

/** A silence between two proofs that is longer than this is an outage; proofs are due every 15 s. */
export const OUTAGE_AFTER_MS = 60_000;

/**
 * Notes that a command could be taken at `at`. Where the last proof lies too far back, the time between becomes an outage. The one
 * open row is the watch: it begins at the last proof.
 */
export async function proveReachable(manager: EntityManager, at: Instant): Promise<void> {
  await manager.query(
    `WITH watch AS (SELECT id, starts_at FROM outage WHERE ends_at IS NULL FOR UPDATE),
       outlasted AS (
         INSERT INTO outage (starts_at, ends_at)
         SELECT starts_at, $1::timestamptz FROM watch WHERE starts_at < $1::timestamptz - $2 * interval '1 millisecond'),
       moved AS (
         UPDATE outage SET starts_at = greatest(starts_at, $1::timestamptz) WHERE id = (SELECT id FROM watch))
     INSERT INTO outage (starts_at) SELECT $1::timestamptz WHERE NOT EXISTS (SELECT FROM watch)
     ON CONFLICT DO NOTHING`,
    [at, OUTAGE_AFTER_MS],
  );
}

/** When last a command could be taken; null where it never was proven. */
export async function lastProof(manager: EntityManager): Promise<Instant | null> {
  const [watch] = await manager.query<{ at: Instant }[]>(
    'SELECT starts_at AS at FROM outage WHERE ends_at IS NULL',
  );
  return watch?.at ?? null;
}

/** Times between two instants in which no command could be taken; one that lasts ends at `to` for now. */
export function outagesBetween(manager: EntityManager, from: Instant, to: Instant): Promise<Outage[]> {
  return manager.query<Outage[]>(
    `SELECT starts_at AS "from", coalesce(ends_at, $2::timestamptz) AS "to" FROM outage
     WHERE starts_at < $2::timestamptz
       AND (ends_at > $1::timestamptz
         OR ends_at IS NULL AND starts_at < $2::timestamptz - $3 * interval '1 millisecond')
     ORDER BY starts_at`,
    [from, to, OUTAGE_AFTER_MS],
  );
}
