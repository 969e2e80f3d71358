import { readConfig } from '../../../libs/config/config.js';
import { ConfigurationError } from '../../../libs/config/environment.js';
import { runMigrations } from '../../../libs/persistence/migrate.js';

/** @returns the exit code */
export async function migrate(): Promise<number> {
  try {
    const { databaseAdminUrl } = readConfig();
    if (databaseAdminUrl === undefined) {
      throw new ConfigurationError([
        'DATABASE_ADMIN_URL or DATABASE_URL must be set; `luze start` migrates its own',
      ]);
    }
    const done = await runMigrations(databaseAdminUrl);
    for (const name of done) console.log(name);
    console.log(done.length === 0 ? 'The tables are up to date.' : `${done.length} migrations have run.`);
    return 0;
  } catch (error) {
    console.error(`luze: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}
