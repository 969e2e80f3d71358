import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { formatCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { signNote } from '../../libs/ledger/notes/note.js';
import { generateSigningKey, parseSigningKey } from '../../libs/ledger/notes/signing-key.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { expectWholeLog } from '../support/log-check.js';
import { copyDatabase, createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { appendTo, TestLog } from '../support/sealing.js';
import { asSuperuser } from '../support/superuser.js';

let database: TestDatabase;
let dataSource: DataSource;
let log: TestLog;

const connect = async ({ applicationUrl: url }: TestDatabase) => createDataSource({ url }).initialize();

beforeEach(async () => {
  [database, log] = await Promise.all([createTestDatabase(), TestLog.create()]);
  dataSource = await connect(database);
  await appendTo(dataSource, 'subject/one', 0, 600);
  await log.seal(dataSource);
});
afterEach(async () => {
  await dataSource.destroy();
  await Promise.all([database.drop(), log.remove()]);
});

/** The database as it is now, as a backup would have it. */
async function backUp(): Promise<TestDatabase> {
  await dataSource.destroy();
  const copy = await copyDatabase(database);
  dataSource = await connect(database);
  return copy;
}

/** Works on a copy in the place of the database. */
async function onCopy(copy: TestDatabase, work: (restored: DataSource) => Promise<void>): Promise<void> {
  const restored = await connect(copy);
  try {
    await work(restored);
  } finally {
    await restored.destroy();
    await copy.drop();
  }
}

const sizes = async (source: DataSource): Promise<number[]> =>
  (await source.query<{ size: number }[]>('SELECT size FROM ledger_checkpoint ORDER BY size')).map(
    ({ size }) => size,
  );

describe('a database that is an older copy', () => {
  it('signs nothing: neither what it holds nor what is added to it', async () => {
    const copy = await backUp();
    await appendTo(dataSource, 'subject/one', 600, 50);
    await log.seal(dataSource);
    await onCopy(copy, async (restored) => {
      await appendTo(restored, 'subject/one', 600, 10);
      const refused = { entries: 0, size: null, refusal: expect.stringContaining('it is an older copy') };
      expect(await log.seal(restored)).toEqual(refused);
      expect(await sizes(restored)).toEqual([600]);
      const [state] = await restored.query(
        'SELECT refusal, refused_at IS NOT NULL AS since FROM ledger_sealing',
      );
      expect(state).toEqual({ refusal: expect.stringContaining('Put back the newest'), since: true });
      // Also not once it has grown beyond what was signed.
      await appendTo(restored, 'subject/one', 610, 100);
      expect(await log.seal(restored)).toEqual(refused);
      expect(await sizes(restored)).toEqual([600]);
    });
    expect(await readFile(join(log.checkpoints, 'latest'), 'utf8')).toContain('\n650\n');
    expect(await log.seal(dataSource)).toEqual({ entries: 0, size: 650, refusal: null });
  });

  it('signs nothing where it has gone another way', async () => {
    const copy = await backUp();
    await appendTo(dataSource, 'subject/one', 600, 50);
    await log.seal(dataSource);
    const elsewhere = await TestLog.create();
    await onCopy(copy, async (restored) => {
      await appendTo(restored, 'subject/another', 0, 300);
      await elsewhere.seal(restored, { keys: log.parts(restored).keys });
      expect(await sizes(restored)).toEqual([600, 900]);
      expect(await log.seal(restored)).toMatchObject({
        refusal: expect.stringContaining(
          'the first 650 leaves of the log are not those that were signed before',
        ),
      });
    });
    await elsewhere.remove();
  });

  it('is as good as any where it is the newest', async () => {
    const copy = await backUp();
    await onCopy(copy, async (restored) => {
      await appendTo(restored, 'subject/one', 600, 10);
      expect(await log.seal(restored)).toEqual({ entries: 10, size: 610, refusal: null });
      expect(await expectWholeLog(restored, [log.verifierKey])).toBe(610);
    });
  });

  it('raises one alarm, which says what to do, and another one when it is something else', async () => {
    const worker = log.worker(dataSource);
    await asSuperuser(database, (query) => query('DELETE FROM ledger_tile'));
    for (let run = 0; run < 3; run += 1) await worker.seal();
    expect(log.alarms).toEqual([
      expect.stringMatching(/^nothing is sealed: a part of the log is missing.*put back/),
    ]);
    expect(log.alarms.join()).not.toContain('PRIVATE');
    await asSuperuser(database, (query) => query('DELETE FROM ledger_leaf WHERE index = 599'));
    await worker.seal();
    expect(log.alarms).toHaveLength(2);
  });
});

describe('a log that was tampered with', () => {
  const forged = () => {
    const key = parseSigningKey(generateSigningKey('test.example/log'));
    return signNote(formatCheckpoint({ origin: key.name, size: 600, root: Buffer.alloc(32, 1) }), [key]);
  };

  it.each<[string, string, unknown[], string]>([
    [
      'a record',
      `UPDATE ledger_leaf SET record = sha256('x') WHERE index = 599`,
      [],
      'not the one that was signed last',
    ],
    [
      'a missing leaf',
      `DELETE FROM ledger_leaf WHERE index = 599`,
      [],
      '600 leaves of the log are signed, and 599',
    ],
    [
      'a missing leaf before',
      `DELETE FROM ledger_leaf WHERE index = 590`,
      [],
      'a part of the log is missing',
    ],
    [
      'a leaf too many',
      `INSERT INTO ledger_leaf VALUES (600, 0, sha256('x'))`,
      [],
      '600 leaves of the log are signed, and 601',
    ],
    [
      'a full tile',
      `UPDATE ledger_tile SET root = sha256('x') WHERE index = 1`,
      [],
      'not the one that was signed last',
    ],
    ['a cut tail', `DELETE FROM ledger_checkpoint`, [], '0 leaves of the log are signed, and 600'],
    [
      'a forged checkpoint',
      `UPDATE ledger_checkpoint SET note = $1, root = $2`,
      [forged(), Buffer.alloc(32, 1)],
      'not the one that was signed last',
    ],
  ])('is not signed: %s', async (_name, statement, values, refusal) => {
    await asSuperuser(database, (query) => query(statement, values));
    await appendTo(dataSource, 'subject/one', 600);
    const before = await sizes(dataSource);
    expect(await log.seal(dataSource)).toMatchObject({ refusal: expect.stringContaining(refusal) });
    expect(await sizes(dataSource)).toEqual(before);
  });

  it.each([
    [
      'of another log',
      () =>
        signNote(formatCheckpoint({ origin: 'x', size: 1, root: Buffer.alloc(32) }), [
          parseSigningKey(generateSigningKey('x')),
        ]),
    ],
    ['forged', forged],
    ['no checkpoint', () => 'nothing\n'],
  ])('is not signed where the checkpoint outside is %s', async (_name, note) => {
    await writeFile(join(log.checkpoints, 'latest'), note());
    await appendTo(dataSource, 'subject/one', 600);
    expect(await log.seal(dataSource)).toMatchObject({
      refusal: expect.stringContaining('is not a checkpoint of this log'),
    });
  });

  it('is sealed again once all is put right, and nothing is on record against it', async () => {
    const path = join(log.checkpoints, 'latest');
    const note = await readFile(path, 'utf8');
    await writeFile(path, 'nothing\n');
    await log.seal(dataSource);
    await writeFile(path, note);
    await appendTo(dataSource, 'subject/one', 600);
    expect(await log.seal(dataSource)).toEqual({ entries: 1, size: 601, refusal: null });
    expect(await dataSource.query('SELECT refusal, refused_at FROM ledger_sealing')).toEqual([
      { refusal: null, refused_at: null },
    ]);
  });
});
