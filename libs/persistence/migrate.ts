import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';

/** Any number will do, as long as every process takes the same. */
const MIGRATION_LOCK = 7_241_001;

/**
 * Brings the database to the newest version; several processes may ask at once.
 *
 * @param adminUrl the owner's address
 * @returns the names of the migrations that ran
 */
export const runMigrations = (adminUrl: string): Promise<string[]> =>
  asOwner(adminUrl, async (dataSource) => {
    const done = await dataSource.runMigrations();
    return done.map((migration) => migration.name);
  });

/** Takes back every migration, and with them all data. */
export const revertMigrations = (adminUrl: string): Promise<void> =>
  asOwner(adminUrl, async (dataSource) => {
    for (let left = await countDone(dataSource); left > 0; left -= 1) await dataSource.undoLastMigration();
  });

async function asOwner<T>(adminUrl: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await createDataSource({
    url: adminUrl,
    applicationRole: false,
    poolSize: 2,
  }).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work(dataSource);
  } finally {
    // The lock ends with its connection.
    await lock.release();
    await dataSource.destroy();
  }
}

async function countDone(dataSource: DataSource): Promise<number> {
  const [{ count }] = await dataSource.query<[{ count: number }]>('SELECT count(*) AS count FROM migrations');
  return count;
}
