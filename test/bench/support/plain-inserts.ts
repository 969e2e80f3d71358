import pg from 'pg';

/** The rows that one burst of rungs wrote, by subject. */
interface Burst {
  readonly entries: unknown[];
  readonly notifications: unknown[];
  readonly parties: unknown[];
}

/**
 * Writes the rows of a burst once more, into tables like those that hold them, with nothing decided and nobody asked: one
 * transaction for each subject and as many connections as the worker has.
 *
 * @returns how long it took, in milliseconds
 */
export async function plainInsertsMs(adminUrl: string, rung: string, connections = 16): Promise<number> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: connections });
  try {
    for (const table of ['ledger_entry', 'notification', 'party_state']) {
      await pool.query(`CREATE TABLE plain_${table} (LIKE ${table} INCLUDING ALL)`);
    }
    await pool.query('INSERT INTO plain_party_state SELECT * FROM party_state');
    const bursts = await burstsOf(pool, rung);
    const startedMs = performance.now();
    await Promise.all(bursts.map((burst) => write(pool, burst)));
    return performance.now() - startedMs;
  } finally {
    for (const table of ['ledger_entry', 'notification', 'party_state']) {
      await pool.query(`DROP TABLE IF EXISTS plain_${table}`);
    }
    await pool.end();
  }
}

async function burstsOf(pool: pg.Pool, rung: string): Promise<Burst[]> {
  const listOf = (column: string, source: string): string =>
    `SELECT subject, json_agg(${column}) AS rows FROM ${source} GROUP BY subject`;
  const { rows } = await pool.query<Burst>(
    `WITH e AS MATERIALIZED (SELECT * FROM ledger_entry WHERE rung_key LIKE $1)
     SELECT entries.rows AS entries, notifications.rows AS notifications, parties.rows AS parties
     FROM (${listOf('e', 'e')}) entries
       JOIN (${listOf('n', 'notification n JOIN e USING (subject, seq)')}) notifications USING (subject)
       JOIN (${listOf('p', 'party_state p')}) parties USING (subject)`,
    [`%/${rung}`],
  );
  return rows;
}

async function write(pool: pg.Pool, { entries, notifications, parties }: Burst): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      'INSERT INTO plain_ledger_entry OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(null::ledger_entry, $1)',
      [JSON.stringify(entries)],
    );
    await client.query(
      'INSERT INTO plain_notification SELECT * FROM json_populate_recordset(null::notification, $1)',
      [JSON.stringify(notifications)],
    );
    await client.query(
      `UPDATE plain_party_state p SET status = x.status, light = x.light, due = x.due, ended_at = x.ended_at, state = x.state
       FROM json_populate_recordset(null::party_state, $1) x
       WHERE p.subject = x.subject AND p.stage = x.stage AND p.party = x.party`,
      [JSON.stringify(parties)],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
