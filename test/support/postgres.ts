import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { runMigrations } from '../../libs/persistence/migrate.js';
import { given } from './environment.js';

/** A database of one test file, migrated and empty. */
export interface TestDatabase {
  name: string;
  /** As the owner of the tables. */
  adminUrl: string;
  /** As the application, which may do only what the migrations granted it. */
  applicationUrl: string;
  /** Removes it; whoever is still connected is cut off. */
  drop(): Promise<void>;
}

const template = 'luze_template';
/** Any number will do, as long as every test file takes the same. */
const templateLock = 7_241_002;

/**
 * Makes a database for a test file: a copy of one that was migrated once, which takes a fraction of a second.
 * @param migrated false for one without any tables, to test the migrations themselves
 */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(async (client) => {
    // Copying needs the template to itself, so one test file at a time.
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    if (migrated) await requireTemplate(client);
    await client.query(`CREATE DATABASE ${name} ${migrated ? `TEMPLATE ${template}` : ''}`);
  });
  return databaseNamed(name);
}

/** Makes a copy of a database to which nobody is connected. */
export async function copyDatabase(original: TestDatabase): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${original.name}`);
  });
  return databaseNamed(name);
}

function databaseNamed(name: string): TestDatabase {
  return {
    name,
    adminUrl: urlOf('LUZE_TEST_ADMIN_URL', name),
    applicationUrl: urlOf('LUZE_TEST_APPLICATION_URL', name),
    drop: () =>
      asAdministrator(async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

async function requireTemplate(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (rowCount !== 0) return;
  // Under another name until it is whole: a migration that fails must not leave half a template.
  const unfinished = `${template}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  await runMigrations(urlOf('LUZE_TEST_ADMIN_URL', unfinished));
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
}

async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: given('LUZE_TEST_ADMIN_URL') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    // The lock, where one was taken, ends with the connection.
    await client.end();
  }
}

function urlOf(variable: string, database: string): string {
  const url = new URL(given(variable));
  url.pathname = database;
  return url.href;
}
