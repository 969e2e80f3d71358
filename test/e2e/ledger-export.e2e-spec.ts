import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFirstSheet } from '../../libs/spreadsheet/read-sheet.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { luzeVerify } from '../support/ledger/command.js';
import { keepLedger, restoreLedger, unseal } from '../support/ledger/kept-tables.js';
import { TestLog } from '../support/sealing.js';
import { asSuperuser } from '../support/superuser.js';

let api: TestApi;
let log: TestLog;
let folder: string;
/** The checkpoint that the auditor kept, of the log as it was before the last entries. */
let kept: string;
/** How many leaves it has, and how many there are now. */
let [keptSize, size] = [0, 0];

type Query = Parameters<Parameters<typeof asSuperuser>[1]>[0];

beforeAll(async () => {
  [api, log, folder] = await Promise.all([
    startTestApi(),
    TestLog.create(),
    mkdtemp(join(tmpdir(), 'luze-bundle-')),
  ]);
  await log.seal(api.dataSource);
  kept = join(folder, 'kept.txt');
  await writeFile(kept, await checkpoint());
  keptSize = await leaves();
  for (const id of ['first', 'second'])
    await api
      .send('admin', 'post', '/units')
      .send({ id, parent: 'court', title: { zh: '部门', en: 'Department' } });
  await log.seal(api.dataSource);
  size = await leaves();
  await keepLedger(api.database);
}, 60_000);

afterAll(async () => {
  await api.close();
  await Promise.all([log.remove(), rm(folder, { recursive: true })]);
});

const checkpoint = async (): Promise<string> => {
  const [{ note }] = await api.dataSource.query<[{ note: string }]>(
    `SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1`,
  );
  return note;
};

const leaves = async (): Promise<number> => {
  const [{ count }] = await api.dataSource.query<[{ count: number }]>(`SELECT count(*) FROM ledger_leaf`);
  return count;
};

async function exported(filters = '', officer = 'auditor'): Promise<Buffer> {
  const path = `/ledger/export?format=bundle${filters}`;
  const response = await api.send(officer, 'get', path).responseType('blob');
  expect(response.status).toBe(200);
  return response.body as Buffer;
}

const linesOf = (bundle: Buffer): Record<string, unknown>[] =>
  gunzipSync(bundle)
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Exports, and has the command verify it with the log's key, unless other arguments are given. */
async function verify({
  filters,
  args = ['--key', log.verifierKey],
}: { filters?: string; args?: readonly string[] } = {}): Promise<{ code: number; output: string }> {
  const file = join(folder, 'export.jsonl.gz');
  await writeFile(file, await exported(filters));
  return luzeVerify([file, ...args]);
}

describe('an export', () => {
  it('of the whole log has a line for every leaf, and verifies', async () => {
    const lines = linesOf(await exported());
    expect(lines.filter(({ record }) => record !== undefined)).toHaveLength(size);
    const { code, output } = await verify({ args: ['--key', log.verifierKey, '--since', kept] });
    expect(output).toContain(`all ${size} leaves, in their order, lead to the root that was signed`);
    expect(output).toContain(`goes on from the checkpoint of ${keptSize} leaves`);
    expect(code).toBe(0);
  });

  it('leaves bare what the caller may not see, and still verifies', async () => {
    const file = join(folder, 'other.jsonl.gz');
    const bundle = await exported('', 'other-auditor');
    await writeFile(file, bundle);
    const bare = linesOf(bundle).filter(({ record, entry }) => record !== undefined && entry === undefined);
    expect(bare.length).toBeGreaterThan(3);
    expect(bare.every((line) => Object.keys(line).join() === 'index,record')).toBe(true);
    expect(JSON.stringify(linesOf(bundle))).not.toContain('account/head');
    const { code, output } = await luzeVerify([file, '--key', log.verifierKey]);
    expect(output).toContain(`${bare.length} leaves are bare`);
    expect(code).toBe(0);
  });

  it('of some entries proves each of them', async () => {
    const { code, output } = await verify({ filters: '&subject=organisation' });
    expect(output).toContain('a selection by subject=organisation');
    expect(output).toContain('each entry is in the tree that was signed, by its own proof');
    expect(output).toContain('without a gap');
    expect(code).toBe(0);
    const since = await verify({ filters: '&kind=unit-set', args: ['--since', kept] });
    expect(since).toEqual({ code: 2, output: expect.stringContaining('export all of it') as string });
  });

  it('is on record each time, and says what is not in it yet', async () => {
    const count = async (): Promise<number> => {
      const [{ count: exports }] = await api.dataSource.query<[{ count: number }]>(
        `SELECT count(*) FROM ledger_entry WHERE kind = 'auditor-exported' AND body -> 'by' ->> 'kind' = 'post-set'`,
      );
      return exports;
    };
    await exported('&kind=post-set');
    const [header] = linesOf(await exported('&kind=post-set'));
    expect(await count()).toBe(2);
    expect(header).toMatchObject({ later: 0, selection: { kind: 'post-set' } });
    const [own] = linesOf(await exported('&kind=auditor-exported'));
    expect(own?.later).toBeGreaterThan(1);
  });

  it('without a key says that it proves only that the bundle agrees with itself', async () => {
    const { code, output } = await verify({ args: [] });
    expect(output).toContain('came from the bundle itself');
    expect(code).toBe(0);
  });

  it.each([
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
    ['pdf', 'application/pdf', '%PDF-'],
  ])('as %s is for people', async (format, type, begins) => {
    const path = `/ledger/export?format=${format}&subject=organisation`;
    const response = await api.send('auditor', 'get', path).responseType('blob');
    expect(response.headers['content-type']).toBe(type);
    const file = response.body as Buffer;
    expect(file.toString('latin1')).toMatch(new RegExp(`^${begins}`));
    if (format === 'pdf') return;
    const sheet = join(folder, 'ledger.xlsx');
    await writeFile(sheet, file);
    const { rows } = await readFirstSheet(sheet);
    const [headings, ...entries] = rows.map(({ cells }) => [...cells.values()].map(({ value }) => value));
    expect(headings?.[0]).toBe('时间 When (UTC)');
    expect(entries.length).toBeGreaterThan(5);
    for (const [at, row] of entries.entries())
      expect(row).toEqual(expect.arrayContaining(['organisation', at + 1]));
  });

  it('cannot be had while nothing is sealed', async () => {
    await asSuperuser(api.database, unseal);
    const { status, body } = await api.send('auditor', 'get', '/ledger/export?format=bundle');
    await restoreLedger(api.database);
    expect([status, body]).toEqual([404, expect.objectContaining({ code: 'not-sealed-yet' })]);
  });
});

describe('whoever may do anything to the database', () => {
  afterEach(() => restoreLedger(api.database));

  const tamper = (work: (query: Query) => Promise<unknown>): Promise<void> => asSuperuser(api.database, work);
  const SECOND = `subject = 'organisation' AND seq = 2`;
  const altered = (entry: string): RegExp =>
    new RegExp(`${entry}, index [0-9]+: it is not what was recorded: entry and record do not agree`);

  it.each([
    ['a body', `UPDATE ledger_entry SET body = '{"id":"nobody"}' WHERE ${SECOND}`],
    ['an actor', `UPDATE ledger_entry SET actor = 'admin' WHERE ${SECOND}`],
    ['an instant', `UPDATE ledger_entry SET at = at + interval '1 day' WHERE ${SECOND}`],
  ])('cannot edit %s unseen', async (_, sql) => {
    await tamper((query) => query(sql));
    for (const filters of ['', '&subject=organisation']) {
      const { code, output } = await verify({ filters });
      expect(output).toMatch(altered('organisation#2'));
      expect(output).toContain('1 thing is off.');
      expect(code).toBe(1);
    }
  });

  it('cannot delete an entry unseen', async () => {
    await tamper((query) => query(`DELETE FROM ledger_entry WHERE ${SECOND}`));
    const { code, output } = await verify();
    expect(output).toMatch(/index [0-9]+: its entry is missing: only the record is left/);
    expect(output).toMatch(/organisation#3, index [0-9]+: organisation#2 is missing before it/);
    expect(code).toBe(1);
  });

  it('cannot delete an entry with all that sealing made of it unseen', async () => {
    await tamper(async (query) => {
      await query(`DELETE FROM ledger_salt USING ledger_entry e WHERE entry_id = e.id AND ${SECOND}`);
      await query(`DELETE FROM ledger_leaf USING ledger_entry e WHERE entry_id = e.id AND ${SECOND}`);
      await query(`DELETE FROM ledger_entry WHERE ${SECOND}`);
    });
    const { code, output } = await verify();
    expect(output).toMatch(/organisation#3, index [0-9]+: index [0-9]+ is missing before it/);
    expect(output).toMatch(/organisation#3, index [0-9]+: organisation#2 is missing before it/);
    expect(output).toContain(`the leaves end at ${size - 1}, ${size} were signed`);
    expect(code).toBe(1);
  });

  it('cannot swap two entries unseen', async () => {
    await tamper((query) =>
      query(`UPDATE ledger_entry e SET body = other.body, kind = other.kind FROM ledger_entry other
        WHERE e.subject = 'organisation' AND other.subject = e.subject AND e.seq IN (2, 3) AND other.seq = 5 - e.seq`),
    );
    const { code, output } = await verify();
    for (const entry of ['organisation#2', 'organisation#3']) expect(output).toMatch(altered(entry));
    expect(code).toBe(1);
  });

  it('cannot swap the places of two entries in the log unseen', async () => {
    await tamper(async (query) => {
      await query(`ALTER TABLE ledger_leaf DROP CONSTRAINT ledger_leaf_pkey`);
      await query(`UPDATE ledger_leaf l SET index = other.index FROM ledger_leaf other
        WHERE l.index IN (1, 2) AND other.index = 3 - l.index`);
      await query(`ALTER TABLE ledger_leaf ADD PRIMARY KEY (index)`);
    });
    const { code, output } = await verify();
    expect(output).toContain('organisation#1, index 2: it comes after number 2 of its subject');
    expect(output).toMatch(new RegExp(`indexes 0 to ${size - 1} \\(.+ to .+\\) are not as they were signed`));
    expect(code).toBe(1);
  });

  it('cannot cut the tail unseen', async () => {
    const cut = (...tables: string[]): Promise<void> =>
      tamper(async (query) => {
        await query(
          `DELETE FROM ledger_entry WHERE id IN (SELECT entry_id FROM ledger_leaf WHERE index >= ${keptSize})`,
        );
        await query(`DELETE FROM ledger_leaf WHERE index >= ${keptSize}`);
        for (const table of tables) await query(`DELETE FROM ${table} WHERE size > ${keptSize}`);
      });
    const later = join(folder, 'later.txt');
    await writeFile(later, await checkpoint());
    await cut();
    expect(await verify()).toEqual({
      code: 1,
      output: expect.stringContaining(
        `the leaves end at ${keptSize}, ${size} were signed: the tail is missing`,
      ) as string,
    });
    // With its checkpoint the tail is gone for whoever kept nothing.
    await cut('ledger_checkpoint');
    expect((await verify()).code).toBe(0);
    expect(await verify({ args: ['--key', log.verifierKey, '--since', later] })).toEqual({
      code: 1,
      output: expect.stringContaining(
        `the checkpoint that was kept has ${size} leaves, this log has ${keptSize}: its tail was cut off`,
      ) as string,
    });
  });

  it('cannot write the log anew unseen, with another key', async () => {
    const another = await TestLog.create();
    await tamper(async (query) => {
      await query(`UPDATE ledger_entry SET actor = 'admin' WHERE ${SECOND}`);
      await unseal(query);
    });
    await another.seal(api.dataSource);
    await another.remove();
    const withKey = await verify();
    expect(withKey.output).toMatch(
      /the checkpoint \([0-9]+ leaves\) is not signed by test\.example\/log\+\S+, but by test\.example\/log\+/,
    );
    expect(withKey.code).toBe(1);
    // It agrees with itself, as the command says; a kept checkpoint is enough to see what it is.
    expect(await verify({ args: [] })).toEqual({
      code: 0,
      output: expect.stringContaining('came from the bundle itself') as string,
    });
    const withKept = await verify({ args: ['--since', kept] });
    expect(withKept.output).toContain(`the checkpoint that was kept (${keptSize} leaves) is not signed by`);
    expect(withKept.output).toContain(
      `the first ${keptSize} leaves are not those of the checkpoint that was kept`,
    );
    expect(withKept.code).toBe(1);
    const server = await luzeVerify([
      '--server',
      await api.app.getUrl(),
      '--since',
      kept,
      '--key',
      log.verifierKey,
    ]);
    expect(server.output).toMatch(/the checkpoint of the server \([0-9]+ leaves\) is not signed by/);
    expect(server.output).toContain(
      `the first ${keptSize} leaves are not proved to be those of the checkpoint`,
    );
    expect(server.code).toBe(1);
  });

  it('cannot write the log anew unseen, under the checkpoints that were signed', async () => {
    const another = await TestLog.create();
    await tamper(async (query) => {
      await query(`UPDATE ledger_entry SET actor = 'admin' WHERE ${SECOND}`);
      await query(`DELETE FROM ledger_entry WHERE id NOT IN (SELECT entry_id FROM ledger_leaf)`);
      await unseal(query);
    });
    await another.seal(api.dataSource);
    await another.remove();
    await tamper(async (query) => {
      for (const table of ['ledger_checkpoint', 'ledger_key']) {
        await query(`DELETE FROM ${table}`);
        await query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE kept.${table}`);
      }
    });
    const { code, output } = await verify();
    expect(output).toMatch(/indexes 0 to [0-9]+ \(.+ to .+\) are not as they were signed/);
    expect(output).toContain(`the root of all ${size} leaves is not the one that was signed`);
    expect(code).toBe(1);
  });

  it.each([
    ['size', `replace(note, E'\\n${'SIZE'}\\n', E'\\n1\\n')`],
    ['root', `regexp_replace(note, E'\\n[A-Za-z0-9+/]{43}=\\n', E'\\n' || repeat('A', 43) || E'=\\n')`],
  ])('cannot forge the %s of a checkpoint', async (_, note) => {
    const sql = `UPDATE ledger_checkpoint SET note = ${note.replace('SIZE', String(size))} WHERE size = ${size}`;
    await tamper((query) => query(sql));
    const { code, output } = await verify();
    expect(output).toMatch(/the checkpoint \([0-9]+ leaves\) is forged/);
    expect(code).toBe(1);
  });
});

describe('luze verify', () => {
  it('sees by a checkpoint that was kept that the log of a server only grew', async () => {
    const args = ['--server', await api.app.getUrl(), '--since', kept];
    const { code, output } = await luzeVerify([...args, '--key', log.verifierKey]);
    expect(output).toContain(`✔ the log goes on from the checkpoint of ${keptSize} leaves that was kept`);
    expect([code, output]).toEqual([0, expect.not.stringContaining('No --key')]);
    expect((await luzeVerify(args)).output).toContain('the key came from the server itself');
  });

  it.each([
    ['a file that is not there', ['/nowhere/export.jsonl.gz'], 'ENOENT'],
    ['a file that is no bundle', ['FILE'], 'is no bundle'],
    ['no file at all', [], 'name either a bundle'],
    ['a key that is none', ['FILE', '--key', 'FILE'], 'holds something that is no key'],
    ['a server that is away', ['--server', 'http://127.0.0.1:1', '--since', 'FILE'], 'does not answer'],
    ['a server without a checkpoint', ['--server', 'http://127.0.0.1:1'], 'both --server and --since'],
  ])('says 2 for %s', async (_, args, message) => {
    const file = join(folder, 'none.txt');
    await writeFile(file, 'nothing\n');
    const { code, output } = await luzeVerify(args.map((arg) => (arg === 'FILE' ? file : arg)));
    expect(output).toContain(message);
    expect(output).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });
});
