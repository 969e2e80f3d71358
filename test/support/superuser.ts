import pg from 'pg';
import type { TestDatabase } from './postgres.js';

/**
 * Works on a database with every trigger set aside, as only a superuser can: what the tables refuse to their owner, this may do.
 */
export async function asSuperuser(
  { adminUrl }: Pick<TestDatabase, 'adminUrl'>,
  work: (query: (sql: string, values?: unknown[]) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({
    connectionString: adminUrl,
    options: '-c session_replication_role=replica',
  });
  await client.connect();
  try {
    await work((sql, values) => client.query(sql, values));
  } finally {
    await client.end();
  }
}
