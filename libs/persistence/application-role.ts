import type { QueryRunner } from 'typeorm';

/** The role with which the application works: it may add to the ledger and read it, and nothing else there. */
export const APPLICATION_ROLE = 'luze_app';

/** Lets the application read and change tables that are no ledger. */
export async function grantToApplication(runner: QueryRunner, ...tables: string[]): Promise<void> {
  await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${tables.join(', ')} TO ${APPLICATION_ROLE}`);
}

/** Drops tables in the order given. */
export async function dropTables(runner: QueryRunner, ...tables: string[]): Promise<void> {
  for (const table of tables) await runner.query(`DROP TABLE ${table}`);
}
