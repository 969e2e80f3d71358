import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/time.js';

/** When something should happen in a subject. */
export interface DueRung {
  readonly subject: string;
  readonly at: Instant;
}

/** A rung that is still to be recorded. */
export interface UnfiredRung extends DueRung {
  /** By how much that has passed, by the database's clock; negative: it is still to come. */
  readonly overdueMs: number;
}

/**
 * The rung that should come next, or should have come first; undefined where none is to come. One indexed row: left out are subjects of which
 * it is known that they stand still, since one of them must not hide that all do.
 */
export async function earliestUnfiredRung(manager: EntityManager): Promise<UnfiredRung | undefined> {
  const [rung] = await manager.query<UnfiredRung[]>(
    `SELECT id AS subject, wake AS at, (extract(epoch FROM clock_timestamp() - wake) * 1000)::float8 AS "overdueMs"
     FROM subject WHERE wake IS NOT NULL
       AND NOT EXISTS (SELECT FROM finding WHERE about = subject.id AND what IN ('subject-stopped', 'rung-not-fired'))
     ORDER BY wake LIMIT 1`,
  );
  return rung;
}

/** How late rungs were recorded. */
export interface Lateness {
  /** How many were looked at. */
  readonly rungs: number;
  /** Milliseconds; null where no rung came. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

/** Looks at the last rungs that were recorded, and at none that is older than a week. */
const LAST_RUNGS = 10_000;

/** The lateness of the last rungs: so many at most that it costs the same however long the ledger is. */
export async function recentLateness(manager: EntityManager): Promise<Lateness> {
  const [lateness] = await manager.query<[Lateness]>(
    `SELECT count(*)::int AS rungs,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY late)::float8 AS "p50Ms",
       percentile_disc(0.99) WITHIN GROUP (ORDER BY late)::float8 AS "p99Ms",
       max(late)::float8 AS "maxMs"
     FROM (
       SELECT at, (body ->> 'lateMs')::numeric AS late FROM ledger_entry
       WHERE kind = 'rung-fired' ORDER BY id DESC LIMIT $1) AS recent
     WHERE at > now() - interval '7 days'`,
    [LAST_RUNGS],
  );
  return lateness;
}

/** Rungs that should have come more than `afterMs` ago, the earliest first. */
export function overdueRungs(manager: EntityManager, afterMs: number, limit: number): Promise<DueRung[]> {
  return manager.query<DueRung[]>(
    `SELECT id AS subject, wake AS at FROM subject
     WHERE wake < clock_timestamp() - $1 * interval '1 millisecond' ORDER BY wake LIMIT $2`,
    [afterMs, limit],
  );
}

/** Those of the rungs that have not come yet. */
export async function stillUnfired(manager: EntityManager, rungs: readonly DueRung[]): Promise<DueRung[]> {
  if (rungs.length === 0) return [];
  return manager.query<DueRung[]>(
    `SELECT id AS subject, wake AS at FROM subject
     JOIN unnest($1::text[], $2::timestamptz[]) AS seen (id, wake) USING (id, wake) ORDER BY wake`,
    [rungs.map(({ subject }) => subject), rungs.map(({ at }) => at)],
  );
}
