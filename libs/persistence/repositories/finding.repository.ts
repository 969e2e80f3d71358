import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import type { FindingEntity, FindingKind } from '../entities/finding.entity.js';

/** Puts findings of one kind on record. */
export async function insertFindings(
  manager: EntityManager,
  { what, about, at, seq }: { what: FindingKind; about: readonly string[]; at: Instant; seq: number },
): Promise<void> {
  await manager.query(
    `INSERT INTO finding (what, about, opened_at, seq) SELECT $1, about, $3, $4 FROM unnest($2::text[]) AS new (about)
     ON CONFLICT DO NOTHING`,
    [what, about, at, seq],
  );
}

/** Takes findings of one kind off record: they are over. */
export async function deleteFindings(
  manager: EntityManager,
  what: FindingKind,
  about: readonly string[],
): Promise<void> {
  await manager.query('DELETE FROM finding WHERE what = $1 AND about = ANY($2)', [what, about]);
}

export type Finding = Readonly<Pick<FindingEntity, 'what' | 'about' | 'openedAt'>>;

/** The findings of these kinds that last. */
export function findingsOf(manager: EntityManager, kinds: readonly FindingKind[]): Promise<Finding[]> {
  return manager.query<Finding[]>(
    'SELECT what, about, opened_at AS "openedAt" FROM finding WHERE what = ANY($1) ORDER BY what, about',
    [kinds],
  );
}

/** The findings that began last. */
export function newestFindings(manager: EntityManager, limit: number): Promise<Finding[]> {
  return manager.query<Finding[]>(
    'SELECT what, about, opened_at AS "openedAt" FROM finding ORDER BY opened_at DESC, what, about LIMIT $1',
    [limit],
  );
}

/** How many findings of each kind last; kinds without any are left out. */
export function countFindings(manager: EntityManager): Promise<{ what: FindingKind; count: number }[]> {
  return manager.query('SELECT what, count(*)::int AS count FROM finding GROUP BY what');
}

/** Who administers some unit, and whether mail reaches them. */
export function administrators(manager: EntityManager): Promise<{ officer: string; mail: boolean }[]> {
  return manager.query(
    `SELECT id AS officer, email IS NOT NULL AS mail FROM officer
     WHERE EXISTS (SELECT FROM role_grant WHERE officer_id = officer.id AND role = 'administrator') ORDER BY id`,
  );
}
