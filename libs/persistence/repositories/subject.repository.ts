import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/time.js';

/** A subject as its writer finds it. */
export interface LockedSubject {
  readonly id: string;
  readonly seq: number;
  readonly brief: unknown;
  readonly state: unknown;
  /** When its last entry happened; null before the first. */
  readonly lastAt: Instant | null;
}

const LOCK = 'SELECT id, seq, brief, state, last_at AS "lastAt" FROM subject WHERE id = $1 FOR UPDATE';

/** Takes a subject for this transaction: whoever else writes it waits. Undefined: there is none. */
export async function lockSubject(manager: EntityManager, id: string): Promise<LockedSubject | undefined> {
  const [row] = await manager.query<LockedSubject[]>(LOCK, [id]);
  return row;
}

/** The same for a subject that needs no opening: its first entry makes it. */
export async function lockOrAddSubject(manager: EntityManager, id: string): Promise<LockedSubject> {
  const found = await lockSubject(manager, id);
  if (found) return found;
  await addSubjects(manager, [{ id, brief: null, workflow: null, opener: null }]);
  return (await lockSubject(manager, id)) as LockedSubject;
}

export interface NewSubject {
  readonly id: string;
  readonly brief: unknown;
  readonly workflow: string | null;
  readonly opener: string | null;
}

/**
 * Puts subjects on record before their first entry. One that is there already stays as it is.
 *
 * @returns the ids of those that are new
 */
export async function addSubjects(
  manager: EntityManager,
  subjects: readonly NewSubject[],
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `INSERT INTO subject (id, kind, brief, workflow, opener)
     SELECT id, split_part(id, '/', 1), brief, workflow, opener
     FROM unnest($1::text[], $2::jsonb[], $3::text[], $4::text[]) AS new (id, brief, workflow, opener)
     ON CONFLICT (id) DO NOTHING
     RETURNING id`,
    [
      subjects.map((s) => s.id),
      subjects.map((s) => (s.brief === null ? null : JSON.stringify(s.brief))),
      subjects.map((s) => s.workflow),
      subjects.map((s) => s.opener),
    ],
  );
  return rows.map((row) => row.id);
}

/** Where a subject stands after new entries. */
export interface Standing {
  readonly seq: number;
  readonly state: unknown;
  readonly lastAt: Instant;
  readonly wake: Instant | null;
  /** Whether nothing is left to be done. */
  readonly isOver: boolean;
}

/** Writes where a subject stands. */
export async function advanceSubject(
  manager: EntityManager,
  id: string,
  { seq, state, lastAt, wake, isOver }: Standing,
): Promise<void> {
  await manager.query(
    'UPDATE subject SET seq = $2, state = $3, last_at = $4, wake = $5, is_over = $6 WHERE id = $1',
    [id, seq, state === null ? null : JSON.stringify(state), lastAt, wake, isOver],
  );
}

/** A subject that a workflow owns. */
export interface OwnedSubject {
  readonly id: string;
  readonly workflow: string;
}

/** Subjects whose workflows have to be started: all of them, or those that `opener` opened. */
export function unstartedSubjects(manager: EntityManager, opener?: string): Promise<OwnedSubject[]> {
  return manager.query<OwnedSubject[]>(
    `SELECT id, workflow FROM subject
     WHERE workflow IS NOT NULL AND started_at IS NULL ${opener === undefined ? '' : 'AND opener = $1'}
     ORDER BY id`,
    opener === undefined ? [] : [opener],
  );
}

/** A page of the subjects whose workflows have to run, by id, from the one after `after`. */
export function openSubjectsAfter(
  manager: EntityManager,
  after: string,
  limit: number,
): Promise<OwnedSubject[]> {
  return manager.query<OwnedSubject[]>(
    'SELECT id, workflow FROM subject WHERE workflow IS NOT NULL AND NOT is_over AND id > $1 ORDER BY id LIMIT $2',
    [after, limit],
  );
}

/** Those of the subjects whose workflows have to run. */
export function openAmong(manager: EntityManager, ids: readonly string[]): Promise<OwnedSubject[]> {
  return manager.query<OwnedSubject[]>(
    'SELECT id, workflow FROM subject WHERE workflow IS NOT NULL AND NOT is_over AND id = ANY($1) ORDER BY id',
    [ids],
  );
}

/** Notes that the workflow of a subject has been started. */
export async function markStarted(manager: EntityManager, id: string): Promise<void> {
  await manager.query('UPDATE subject SET started_at = now() WHERE id = $1 AND started_at IS NULL', [id]);
}

/**
 * Takes an obligation off record again whose workflow could not be started and has written nothing.
 *
 * @returns false where it had begun after all
 */
export async function withdrawObligation(manager: EntityManager, obligationId: string): Promise<boolean> {
  const rows = await manager.query<[{ id: string }[], number]>(
    `WITH gone AS (
       DELETE FROM subject WHERE id = 'obligation/' || $1 AND seq = 0 AND started_at IS NULL RETURNING id)
     DELETE FROM obligation WHERE id = $1 AND EXISTS (SELECT FROM gone) RETURNING id`,
    [obligationId],
  );
  return rows[1] > 0;
}
