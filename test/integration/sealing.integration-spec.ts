import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { CheckpointFolder } from '../../libs/sealing/checkpoint-folder.js';
import { killedAt, numberOfStatements } from '../support/killed-at.js';
import { expectWholeLog } from '../support/log-check.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { appendTo, TestLog } from '../support/sealing.js';

let database: TestDatabase;
let dataSource: DataSource;
let log: TestLog;

beforeEach(async () => {
  [database, log] = await Promise.all([createTestDatabase(), TestLog.create()]);
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await Promise.all([database.drop(), log.remove()]);
});

const append = (id: string, seq: number, count = 1, manager = dataSource.manager) =>
  appendTo({ manager }, id, seq, count);

const whole = () => expectWholeLog(dataSource, [log.verifierKey]);
const checkpointSizes = async (): Promise<number[]> =>
  (await dataSource.query<{ size: number }[]>('SELECT size FROM ledger_checkpoint ORDER BY size')).map(
    ({ size }) => size,
  );
const floor = async (): Promise<number> =>
  (await dataSource.query<[{ floor: number }]>('SELECT floor FROM ledger_sealing'))[0].floor;

describe('sealing', () => {
  it('gives every entry its place, signs once, and writes the checkpoint outside', async () => {
    await append('subject/one', 0, 3);
    await append('subject/two', 0, 2);
    expect(await log.seal(dataSource)).toEqual({ entries: 5, size: 5, refusal: null });
    expect(await whole()).toBe(5);
    // Nothing new, nothing signed.
    expect(await log.seal(dataSource)).toEqual({ entries: 0, size: 5, refusal: null });
    await append('subject/one', 3);
    expect(await log.seal(dataSource)).toEqual({ entries: 1, size: 6, refusal: null });
    expect(await checkpointSizes()).toEqual([5, 6]);
    expect(await whole()).toBe(6);
    const notes = await dataSource.query<{ note: string }[]>(
      'SELECT note FROM ledger_checkpoint ORDER BY size',
    );
    const written = await Promise.all(
      ['5', '6', 'latest'].map((name) => readFile(join(log.checkpoints, name), 'utf8')),
    );
    expect(written).toEqual([notes[0]?.note, notes[1]?.note, notes[1]?.note]);
    expect((await readdir(log.checkpoints)).sort()).toEqual(['5', '6', 'latest']);
    expect(log.alarms).toEqual([]);
  });

  it('takes many in several batches, and keeps full tiles', async () => {
    for (let subject = 0; subject < 5; subject += 1) await append(`subject/${subject}`, 0, 900);
    expect(await log.seal(dataSource)).toMatchObject({ entries: 4500, size: 4500 });
    expect(await checkpointSizes()).toEqual([4096, 4500]);
    const [{ tiles }] = await dataSource.query('SELECT count(*) AS tiles FROM ledger_tile');
    expect(tiles).toBe(17);
    await append('subject/0', 900, 300);
    await log.seal(dataSource);
    expect(await whole()).toBe(4800);
  });

  it('keeps the order of numbers in a subject, also against the order of ids', async () => {
    await dataSource.query(
      `INSERT INTO ledger_entry (subject, seq, kind, at, body)
       SELECT 'subject/' || place % 3, 11 - ceil(place / 3.0), 'tested', now(), '{}' FROM generate_series(1, 30) place`,
    );
    await log.seal(dataSource);
    expect(await whole()).toBe(30);
  });

  it('passes no entry by whose transaction ends late', async () => {
    const late = dataSource.createQueryRunner();
    await late.startTransaction();
    await append('subject/late', 0, 1, late.manager);
    await append('subject/soon', 0, 2);
    expect(await log.seal(dataSource)).toMatchObject({ entries: 2, size: 2 });
    await append('subject/soon', 2, 2);
    expect(await log.seal(dataSource)).toMatchObject({ entries: 2, size: 4 });
    expect(await floor()).toBe(0);
    await late.commitTransaction();
    // Its successor has an id that is higher than all others.
    await append('subject/late', 1, 1);
    expect(await log.seal(dataSource)).toMatchObject({ entries: 2, size: 6 });
    expect(await whole()).toBe(6);
    expect(await floor()).toBe(6);
    await late.release();
  });

  it('lets the floor rise while there is always somebody who writes', async () => {
    const [one, two] = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
    await one.startTransaction();
    await append('subject/one', 0, 1, one.manager);
    await append('subject/quick', 0, 1);
    await log.seal(dataSource);
    await two.startTransaction();
    await append('subject/two', 0, 1, two.manager);
    await one.commitTransaction();
    await log.seal(dataSource);
    // All that was under way when id 2 was the highest has ended.
    expect(await floor()).toBe(2);
    await two.rollbackTransaction();
    await append('subject/quick', 1, 1);
    await log.seal(dataSource);
    expect(await floor()).toBe(4);
    expect(await whole()).toBe(3);
    await Promise.all([one.release(), two.release()]);
  });

  it('leaves nothing out and takes nothing twice while many add and several seal', async () => {
    const others = await createDataSource({ url: database.applicationUrl, poolSize: 16 }).initialize();
    let isOver = false;
    const add = async (writer: number): Promise<number> => {
      let added = 0;
      while (!isOver) {
        await others.transaction(async (manager) => {
          await append(`subject/${writer}`, added, 1 + (added % 7), manager);
          added += 1 + (added % 7);
          // Some transactions end long after the id was drawn.
          if (added % 3 === 0) await manager.query('SELECT pg_sleep(0.02)');
        });
      }
      return added;
    };
    let signed = 0;
    const seal = async (): Promise<number> => {
      let sealed = 0;
      while (!isOver) {
        const { entries } = await log.seal(dataSource);
        sealed += entries;
        if (entries > 0) signed += 1;
        isOver = signed >= 8;
      }
      return sealed;
    };
    const writers = Promise.all(Array.from({ length: 12 }, (_, writer) => add(writer)));
    const sealers = Promise.all([seal(), seal(), seal()]);
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
    const [added, sealed] = [sum(await writers), sum(await sealers)];
    const rest = await log.seal(dataSource);
    expect(sealed + rest.entries).toBe(added);
    expect(await whole()).toBe(added);
    expect((await checkpointSizes()).length).toBeGreaterThanOrEqual(8);
    expect(await floor()).toBeGreaterThanOrEqual(added);
    await others.destroy();
  }, 30_000);

  it('waits for nobody: where another is at work, there is nothing to do', async () => {
    await append('subject/one', 0);
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT pg_advisory_xact_lock(7241003)');
    expect(await log.seal(dataSource)).toEqual({ entries: 0, size: null, refusal: null });
    await holder.rollbackTransaction();
    await holder.release();
    expect(await log.seal(dataSource)).toMatchObject({ entries: 1 });
  });
});

describe('a crash', () => {
  it('at any statement, before or after it, seals all of a batch or nothing of it', async () => {
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    const url = database.applicationUrl;
    let added = 0;
    const addSome = async () => {
      await append('subject/one', added, 3);
      added += 3;
    };
    await addSome();
    const statements = await numberOfStatements(url, (killed) => log.seal(killed));
    expect(statements).toBeGreaterThan(15);
    let killed = 0;
    for (let at = 0; at < statements; at += 1) {
      for (const when of ['before', 'after'] as const) {
        await addSome();
        const crash = await killedAt(url, admin, { at, when }, (dying) => log.seal(dying));
        if (crash !== null) killed += 1;
        await log.seal(dataSource);
        const [{ count }] = await dataSource.query('SELECT count(*) FROM ledger_leaf');
        expect(count).toBe(added);
      }
    }
    expect(killed).toBeGreaterThan(2 * statements - 6);
    expect(await whole()).toBe(added);
    const written = (await readdir(log.checkpoints)).filter((name) => name !== 'latest').map(Number);
    expect(written.sort((a, b) => a - b)).toEqual(await checkpointSizes());
    await admin.end();
  }, 60_000);

  it('before a checkpoint is written outside is made good by the next run', async () => {
    class Broken extends CheckpointFolder {
      override write(): Promise<void> {
        return Promise.reject(new Error('no space left'));
      }
    }
    for (const seq of [0, 1]) {
      await append('subject/one', seq);
      const checkpoints = new Broken(log.checkpoints);
      await expect(log.seal(dataSource, { checkpoints })).rejects.toThrow('no space left');
    }
    expect(await checkpointSizes()).toEqual([1, 2]);
    expect(await log.seal(dataSource)).toMatchObject({ entries: 0, size: 2 });
    expect((await readdir(log.checkpoints)).sort()).toEqual(['1', '2', 'latest']);
  });
});
