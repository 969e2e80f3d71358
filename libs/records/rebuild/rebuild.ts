import type { DataSource, EntityManager } from 'typeorm';
import type { SubjectEntity } from '../../persistence/entities/subject.entity.js';
import { openSubjects, type NewOpening } from '../subjects/open-subjects.js';
import { replayLedger } from './replay.js';

/** Tables whose rows all follow from the ledger. */
const TABLES = [
  'subject',
  'unit',
  'post',
  'body',
  'unit_version',
  'post_version',
  'body_version',
  'officer',
  'tenure',
  'absence',
  'portfolio',
  'seat',
  'channel',
  'key_date',
  'policy',
  'intake_setting',
  'calendar_version',
  'calendar_day',
  'plan',
  'duty',
  'role_grant',
  'person_key',
  'erasure',
  'legal_hold',
  'cycle',
  'obligation',
  'meeting',
  'party_state',
  'launch_file',
  'inquiry',
  'intake_rating',
  'finding',
  'notification',
] as const;

/** More differing rows than this are counted and not shown. */
const MAX_SHOWN = 5;

/** How a table differs from what the ledger says. */
export interface Difference {
  readonly table: string;
  /** Rows that the ledger does not account for. */
  readonly unfounded: number;
  /** Rows that the ledger accounts for and that are not there. */
  readonly missing: number;
  /** Some of them. */
  readonly examples: readonly unknown[];
}

/**
 * Computes every read table anew from the ledger, and compares. The ledger is played into temporary tables of the same names, which hide the
 * real ones from whoever does not say `public`: so the code that writes rows is the one that wrote them first.
 *
 * @param check true only reports; false also puts the tables right, and lets nobody write meanwhile
 * @returns what differed; empty: every row is as the ledger says
 */
export function rebuild(dataSource: DataSource, { check }: { check: boolean }): Promise<Difference[]> {
  return dataSource.transaction(check ? 'REPEATABLE READ' : 'READ COMMITTED', async (manager) => {
    if (!check) await manager.query('LOCK TABLE subject IN EXCLUSIVE MODE');
    for (const table of TABLES) {
      await manager.query(
        `CREATE TEMPORARY TABLE ${table} (LIKE public.${table} INCLUDING ALL) ON COMMIT DROP`,
      );
    }
    await replayLedger(manager);
    await keepWhatNoEntryTells(manager);
    const differences: Difference[] = [];
    for (const table of TABLES) {
      const difference = await compare(manager, table);
      if (difference !== null) differences.push(difference);
      if (difference !== null && !check) await putRight(manager, table);
    }
    return differences;
  });
}

/**
 * Subjects before their first entry; which workflows have been started, and who opened what no entry opened; what is personal about
 * officers, and the keys of persons.
 */
async function keepWhatNoEntryTells(manager: EntityManager): Promise<void> {
  const unborn = await manager.query<Pick<SubjectEntity, 'id' | 'brief' | 'opener'>[]>(
    `SELECT id, brief, opener FROM public.subject WHERE seq = 0 AND workflow IS NOT NULL ORDER BY id`,
  );
  for (const { id, brief, opener } of unborn) {
    await openSubjects(manager, [{ subject: id, brief: brief as NewOpening['brief'] }], opener);
  }
  await manager.query(
    `INSERT INTO subject SELECT * FROM public.subject WHERE seq = 0 AND workflow IS NULL ON CONFLICT DO NOTHING`,
  );
  await manager.query(
    `UPDATE subject SET started_at = p.started_at, opener = coalesce(subject.opener, p.opener)
     FROM public.subject p WHERE p.id = subject.id`,
  );
  await manager.query(
    `UPDATE officer SET name = p.name, email = p.email FROM public.officer p
     WHERE p.id = officer.id AND officer.erased_at IS NULL`,
  );
  // Of whom the ledger says that they were erased there is none: one that has come back goes again.
  await manager.query('INSERT INTO person_key SELECT * FROM public.person_key ON CONFLICT DO NOTHING');
}

const rowsOnlyIn = (table: string, here: string, there: string): string =>
  `SELECT to_jsonb(t) AS row FROM ${here}.${table} t EXCEPT SELECT to_jsonb(t) FROM ${there}.${table} t`;

async function compare(manager: EntityManager, table: string): Promise<Difference | null> {
  const unfounded = await manager.query<{ row: unknown }[]>(rowsOnlyIn(table, 'public', 'pg_temp'));
  const missing = await manager.query<{ row: unknown }[]>(rowsOnlyIn(table, 'pg_temp', 'public'));
  if (unfounded.length === 0 && missing.length === 0) return null;
  return {
    table,
    unfounded: unfounded.length,
    missing: missing.length,
    examples: [
      ...unfounded.slice(0, MAX_SHOWN).map(({ row }) => ({ unfounded: row })),
      ...missing.slice(0, MAX_SHOWN).map(({ row }) => ({ missing: row })),
    ],
  };
}

/** References between tables are checked at the commit, so their order does not matter. */
async function putRight(manager: EntityManager, table: string): Promise<void> {
  await manager.query(
    `DELETE FROM public.${table} p
     WHERE NOT EXISTS (SELECT FROM pg_temp.${table} t WHERE to_jsonb(t) = to_jsonb(p))`,
  );
  await manager.query(
    `INSERT INTO public.${table} SELECT * FROM pg_temp.${table} t
     WHERE NOT EXISTS (SELECT FROM public.${table} p WHERE to_jsonb(p) = to_jsonb(t))`,
  );
}
