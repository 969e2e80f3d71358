import type { DataSource } from 'typeorm';
import { canonicalJson } from '../../libs/ledger/canonical-json.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import {
  appendEntries,
  entriesOf,
  findCommands,
  type NewEntry,
} from '../../libs/persistence/repositories/ledger.repository.js';
import { lockOrAddSubject } from '../../libs/persistence/repositories/subject.repository.js';
import { inboxSubject, type Change } from '../../libs/records/configuration/changes.js';
import { record, recordAll } from '../../libs/records/configuration/record.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const at = '2027-01-04T01:00:00.000Z';
const entry = (more: Partial<NewEntry> = {}): NewEntry => ({
  kind: 'tested',
  at,
  actor: 'clerk',
  onBehalfOf: null,
  body: '{}',
  commandId: null,
  commandHash: null,
  rungKey: null,
  ...more,
});
const context = { runId: 'run', organisationVersion: 7 };
const append = (id: string, seq: number, ...entries: NewEntry[]) =>
  appendEntries(dataSource.manager, { id, seq }, entries, context);

describe('the ledger', () => {
  it('keeps a body to the letter, and reads back what was written', async () => {
    const body = canonicalJson({ z: 1e21, a: '引号 " \\ \u0001 {}', list: [{ b: null }, []], ключ: true });
    const other = canonicalJson({ b: ',[]{}"', a: [1, 2.5] });
    await append(
      'subject/text',
      0,
      entry({ body }),
      entry({ body: other, onBehalfOf: 'party', rungKey: 'r' }),
    );
    const rows = await dataSource.query(
      `SELECT body::text AS text FROM ledger_entry WHERE subject = 'subject/text' ORDER BY seq`,
    );
    expect(rows).toEqual([{ text: body }, { text: other }]);
    const [first, second] = await entriesOf(dataSource.manager, 'subject/text');
    expect(first).toMatchObject({
      seq: 1,
      at,
      actor: 'clerk',
      runId: 'run',
      organisationVersion: 7,
      rungKey: null,
    });
    expect(first?.body).toEqual(JSON.parse(body));
    expect(Date.parse(first?.recordedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(second).toMatchObject({ seq: 2, onBehalfOf: 'party', rungKey: 'r' });
  });

  it('refuses a gap, a number taken twice, and a rung or a command that comes twice', async () => {
    const id = 'subject/gaps';
    await append(id, 0, entry({ commandId: 'c', rungKey: 'r' }), entry());
    await expect(append(id, 3, entry())).rejects.toThrow('would have a gap');
    await expect(append(id, 1, entry())).rejects.toThrow('ledger_entry_seq');
    await expect(append('subject/new', 1, entry())).rejects.toThrow('would have a gap');
    await expect(append(id, 2, entry({ rungKey: 'r' }))).rejects.toThrow('ledger_entry_rung');
    await expect(append(id, 2, entry({ commandId: 'c' }))).rejects.toThrow('ledger_entry_command');
    await append('subject/other', 0, entry({ commandId: 'c', rungKey: 'r' }));
    await expect(
      dataSource.query(
        `INSERT INTO ledger_entry (subject, seq, kind, at, body)
         VALUES ('${id}', 3, 'x', now(), '{}'), ('${id}', 5, 'x', now(), '{}')`,
      ),
    ).rejects.toThrow('would have a gap');
    expect((await entriesOf(dataSource.manager, id)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('finds the commands that a subject holds', async () => {
    await append('subject/commands', 0, entry({ commandId: 'one', commandHash: 'h' }), entry());
    const found = await findCommands(dataSource.manager, 'subject/commands', ['one', 'two']);
    expect([...found.values()]).toEqual([{ commandId: 'one', seq: 1, commandHash: 'h' }]);
    expect((await findCommands(dataSource.manager, 'subject/another', ['one'])).size).toBe(0);
  });
});

describe('recording a change that no workflow owns', () => {
  const read = (more: Partial<Change> = {}) =>
    ({ kind: 'notifications-read', body: { notifications: [] }, at, actor: 'clerk', ...more }) as Change;

  it('numbers the changes of a subject without a gap, however many come at once', async () => {
    const subject = inboxSubject('crowd');
    const recorded = await Promise.all(
      Array.from({ length: 20 }, () => dataSource.transaction((manager) => record(manager, subject, read()))),
    );
    expect(recorded.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(recorded.map((_, i) => i + 1));
    const { seq } = await dataSource.transaction((manager) => lockOrAddSubject(manager, subject));
    expect(seq).toBe(20);
  });

  it('takes a command once, and tells what the ledger holds under its id', async () => {
    const subject = inboxSubject('repeated');
    const once = read({ commandId: 'c', commandHash: 'h' });
    const first = await dataSource.transaction((manager) => record(manager, subject, once));
    expect(first).toEqual({ seq: 1, isNew: true, commandHash: 'h' });
    const again = await dataSource.transaction((manager) =>
      recordAll(manager, subject, [read({ commandId: 'c', commandHash: 'other' }), read()]),
    );
    expect(again).toEqual([
      { seq: 1, isNew: false, commandHash: 'h' },
      { seq: 2, isNew: true, commandHash: null },
    ]);
    expect(await entriesOf(dataSource.manager, subject)).toHaveLength(2);
  });

  it('leaves neither entry nor row when the transaction is rolled back', async () => {
    const subject = inboxSubject('rolled-back');
    const failing = dataSource.transaction(async (manager) => {
      await record(manager, subject, read());
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await entriesOf(dataSource.manager, subject)).toEqual([]);
    expect(await dataSource.query('SELECT FROM subject WHERE id = $1', [subject])).toEqual([]);
  });
});
