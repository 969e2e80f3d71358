import type { EntityManager } from 'typeorm';

/** What keeps an officer from being erased. */
export type Obstacle =
  | 'legal-hold'
  | 'holds-a-post'
  | 'is-away-or-stands-in'
  | 'account-open'
  | 'has-roles'
  | 'work-open'
  | 'launch-file';

/** The entries that name a document of the person; the first condition is the one of the index. */
const NAMES_THEIRS = `e.body::text ~ '"[0-9a-f]{64}"'
  AND documents_in(e.body) && ARRAY(SELECT id FROM document WHERE person_id = $1)`;

/** In the order in which they are told. */
const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  'legal-hold': `SELECT FROM legal_hold WHERE officer_id = $2 AND released_at IS NULL`,
  'holds-a-post': `SELECT FROM tenure WHERE officer_id = $2 AND (ends_at IS NULL OR ends_at > $3)`,
  'is-away-or-stands-in': `SELECT FROM absence
    WHERE (officer_id = $2 OR substitute_id = $2) AND (ends_at IS NULL OR ends_at > $3)`,
  'account-open': `SELECT FROM account WHERE officer_id = $2`,
  'has-roles': `SELECT FROM role_grant WHERE officer_id = $2`,
  'work-open': `SELECT FROM ledger_entry e WHERE (e.actor = $2 OR ${NAMES_THEIRS}) AND e.subject IN (
    SELECT 'obligation/' || id FROM obligation WHERE closed_at IS NULL
    UNION ALL SELECT 'meeting/' || id FROM meeting WHERE closed_at IS NULL
    UNION ALL SELECT id FROM subject WHERE kind = 'change' AND wake IS NOT NULL)`,
  'launch-file': `SELECT FROM launch_file WHERE holdings @> jsonb_build_array(jsonb_build_object('officerId', $2::text))`,
};

/** Whose data is meant: as whom texts are kept, and as whom they act. */
export interface Erased {
  readonly person: string;
  readonly officerId: string;
}

/** What keeps an officer from being erased at an instant. */
export async function obstaclesTo(
  manager: EntityManager,
  { person, officerId }: Erased,
  at: string,
): Promise<Obstacle[]> {
  const asked = Object.entries(OBSTACLES).map(([name, query]) => `EXISTS (${query}) AS "${name}"`);
  const [row] = await manager.query<[Readonly<Record<Obstacle, boolean>>]>(`SELECT ${asked.join(', ')}`, [
    person,
    officerId,
    at,
  ]);
  return (Object.keys(OBSTACLES) as Obstacle[]).filter((name) => row[name]);
}

/** Whether an entry names a text of theirs and has no place in the log yet: it would be sealed with a salt afterwards. */
export async function hasUnsealedEntries(manager: EntityManager, { person }: Erased): Promise<boolean> {
  const rows = await manager.query<object[]>(
    `SELECT 1 FROM ledger_entry e WHERE ${NAMES_THEIRS}
       AND NOT EXISTS (SELECT FROM ledger_leaf leaf WHERE leaf.entry_id = e.id) LIMIT 1`,
    [person],
  );
  return rows.length > 0;
}

/**
 * Removes what their key had encrypted, the salts of the entries that name it, and what else is personal outside the table of officers:
 * names of files that they uploaded, and answers that were kept for repeated requests, whoever asked.
 */
export async function destroyPersonalData(
  manager: EntityManager,
  { person, officerId }: Erased,
): Promise<void> {
  await manager.query(
    `DELETE FROM ledger_salt WHERE entry_id IN (SELECT e.id FROM ledger_entry e WHERE ${NAMES_THEIRS})`,
    [person],
  );
  await manager.query('UPDATE document SET sealed = NULL WHERE person_id = $1', [person]);
  await manager.query(
    `UPDATE evidence_upload SET name = left(sha256, 12) || '.' || type WHERE officer_id = $1`,
    [officerId],
  );
  await manager.query('DELETE FROM idempotency_key WHERE caller = $1 OR status IS NOT NULL', [officerId]);
}
