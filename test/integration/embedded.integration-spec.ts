import pg from 'pg';
import { createTestDatabase } from '../support/postgres.js';
import { createTestNamespace } from '../support/temporal.js';

describe('the servers of the tests', () => {
  it('give each test file a database of its own, in which text sorts by code point', async () => {
    const database = await createTestDatabase({ migrated: false });
    const client = new pg.Client({ connectionString: database.applicationUrl });
    await client.connect();
    const { rows } = await client.query(
      "SELECT current_user, current_setting('TimeZone') AS zone, 'Z' < 'a' AS sorted",
    );
    expect(rows).toEqual([{ current_user: 'luze_app', zone: 'UTC', sorted: true }]);
    await client.end();
    await database.drop();
  });

  it('copy a migrated database, in which the application reads and adds but takes nothing away', async () => {
    const [database, another] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const client = new pg.Client({ connectionString: database.applicationUrl });
    await client.connect();
    await expect(client.query('SELECT * FROM ledger_entry')).resolves.toMatchObject({ rowCount: 0 });
    await expect(client.query('DELETE FROM ledger_entry')).rejects.toThrow('permission denied');
    await client.end();
    await Promise.all([database.drop(), another.drop()]);
  });

  it('give each test file a Temporal namespace of its own', async () => {
    const { client, namespace, close } = await createTestNamespace();
    await client.workflow.start('nothing', { workflowId: 'one', taskQueue: 'nobody' });
    const { workflowExecutionInfo } = await client.workflow
      .getHandle('one')
      .describe()
      .then(({ raw }) => raw);
    expect(workflowExecutionInfo?.execution?.workflowId).toBe('one');
    expect(namespace).toMatch(/^test-/);
    await close();
  });
});
