import type { EntityManager } from 'typeorm';

/** Compares how many entries a subject has with how many it should have; `which` says of which subjects. */
const gapsWhere = (which: (id: string) => string): string => `
  SELECT coalesce(s.id, held.subject) AS id
  FROM (SELECT id, seq FROM subject WHERE ${which('id')}) s
  FULL JOIN (
    SELECT subject, count(*)::int AS entries, max(seq) AS last FROM ledger_entry WHERE ${which('subject')} GROUP BY subject) held
    ON held.subject = s.id
  WHERE s.id IS NULL OR s.seq <> coalesce(held.entries, 0) OR s.seq <> coalesce(held.last, 0)
  ORDER BY 1`;

/** What a look at a part of the ledger showed. */
export interface Counted {
  /** Subjects whose entries are not those that they should have; or that have entries and are not on record. */
  readonly gaps: readonly string[];
  /** The last subject of the part; empty where it was the last part of all. */
  readonly upTo: string;
}

/**
 * Counts the entries of the next subjects, by id, from the one after `after`. All subjects together have as many entries as the ledger, so a
 * look takes a part of them only.
 */
export async function countNextSubjects(
  manager: EntityManager,
  after: string,
  limit: number,
): Promise<Counted> {
  const [last] = await manager.query<{ id: string }[]>(
    'SELECT id FROM subject WHERE id > $1 ORDER BY id OFFSET $2 LIMIT 1',
    [after, limit - 1],
  );
  const rows =
    last === undefined
      ? await manager.query<{ id: string }[]>(
          gapsWhere((id) => `${id} > $1`),
          [after],
        )
      : await manager.query<{ id: string }[]>(
          gapsWhere((id) => `${id} > $1 AND ${id} <= $2`),
          [after, last.id],
        );
  return { gaps: rows.map(({ id }) => id), upTo: last?.id ?? '' };
}

/** Which of these subjects still have a gap. */
export async function gapsAmong(manager: EntityManager, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await manager.query<{ id: string }[]>(
    gapsWhere((id) => `${id} = ANY($1)`),
    [ids],
  );
  return rows.map(({ id }) => id);
}
