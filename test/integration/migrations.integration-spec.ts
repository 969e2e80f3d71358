import pg from 'pg';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { revertMigrations, runMigrations } from '../../libs/persistence/migrate.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const TABLES = `SELECT count(*)::int AS count FROM information_schema.tables
  WHERE table_schema = 'public' AND table_name <> 'migrations'`;

describe('the migrations', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase({ migrated: false });
    client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const tableCount = async (): Promise<number> => (await client.query(TABLES)).rows[0].count;

  it('go up, down without a trace, and up again', async () => {
    expect((await runMigrations(database.adminUrl)).length).toBeGreaterThan(0);
    expect(await tableCount()).toBeGreaterThan(20);
    await revertMigrations(database.adminUrl);
    expect(await tableCount()).toBe(0);
    const functions = await client.query(`SELECT FROM pg_proc WHERE pronamespace = 'public'::regnamespace`);
    expect(functions.rowCount).toBe(0);
    await runMigrations(database.adminUrl);
    expect(await tableCount()).toBeGreaterThan(20);
  });

  it('run once, however many processes ask at once', async () => {
    await revertMigrations(database.adminUrl);
    const ran = await Promise.all([1, 2, 3].map(() => runMigrations(database.adminUrl)));
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('make the tables that the entities describe, column by column', async () => {
    const dataSource = await createDataSource({
      url: database.adminUrl,
      applicationRole: false,
    }).initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();
    // Keys, indexes and checks stand in the migrations alone, so the entities would drop them.
    const differences = upQueries
      .map(({ query }) => query)
      .filter((query) => !/^(DROP INDEX|ALTER TABLE "\w+" DROP CONSTRAINT)/.test(query));
    expect(differences).toEqual([]);
  });
});

describe('the role of the application', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  /** Both ways in which an application can come to its role: by its own login, and from the owner's. */
  const urls = (): [string, string][] => [
    ['its own login', database.applicationUrl],
    ["the owner's login", database.adminUrl],
  ];

  it.each([
    `UPDATE ledger_entry SET kind = 'another'`,
    `UPDATE ledger_entry SET body = '{}' WHERE id = 1`,
    `DELETE FROM ledger_entry`,
    `TRUNCATE ledger_entry`,
    `ALTER TABLE ledger_entry DISABLE TRIGGER ALL`,
    `DROP TABLE ledger_entry`,
    `TRUNCATE subject`,
    `CREATE TABLE another (id int)`,
  ])('is refused: %s', async (statement) => {
    for (const [, url] of urls()) {
      const dataSource = await createDataSource({ url, poolSize: 1 }).initialize();
      await dataSource.query(
        `INSERT INTO ledger_entry (subject, seq, kind, at, body)
         SELECT 'organisation', coalesce(max(seq), 0) + 1, 'test', now(), '{}' FROM ledger_entry`,
      );
      const [before] = await dataSource.query('SELECT count(*) FROM ledger_entry');
      await expect(dataSource.query(statement)).rejects.toMatchObject({
        message: expect.stringMatching(/permission denied|must be owner/),
      });
      expect(await dataSource.query('SELECT count(*) FROM ledger_entry')).toEqual([before]);
      await dataSource.destroy();
    }
  });
});
