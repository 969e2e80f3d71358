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
    const { rows } = await pool.query<{ subject: string }>(
      `SELECT id AS subject FROM subject WHERE kind = 'obligation'`,
    );
    const bursts = await Promise.all(rows.map(({ subject }) => burstOf(pool, subject, rung)));
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

async function burstOf(pool: pg.Pool, subject: string, rung: string): Promise<Burst> {
  const rowsOf = async (sql: string, values: unknown[]): Promise<unknown[]> =>
    (await pool.query<{ row: unknown }>(sql, values)).rows.map(({ row }) => row);
  const ofRung = [subject, `%/${rung}`];
  return {
    entries: await rowsOf(
      'SELECT row_to_json(e) AS row FROM ledger_entry e WHERE subject = $1 AND rung_key LIKE $2',
      ofRung,
    ),
    notifications: await rowsOf(
      `SELECT row_to_json(n) AS row FROM notification n JOIN ledger_entry e ON e.subject = n.subject AND e.seq = n.seq
       WHERE n.subject = $1 AND e.rung_key LIKE $2`,
      ofRung,
    ),
    parties: await rowsOf('SELECT row_to_json(p) AS row FROM party_state p WHERE subject = $1', [subject]),
  };
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
