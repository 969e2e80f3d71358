import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { importPack, type ImportOptions } from '../../apps/cli/import/import.js';
import { Passwords } from '../../libs/identity/passwords.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { AccountEntity } from '../../libs/persistence/entities/account.entity.js';
import { readPack, shippedPackFolder } from '../../libs/plan/pack.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { createTestNamespace, type TestNamespace } from '../support/temporal.js';

let database: TestDatabase;
const { duties } = (await readPack(shippedPackFolder('court'))).source.plan;
const recurring = duties.filter(({ cycle }) => cycle !== null);
let temporal: TestNamespace;
let dataSource: DataSource;
let folder: string;
const before = { ...process.env };
const said: string[] = [];

beforeAll(async () => {
  [database, temporal, folder] = await Promise.all([
    createTestDatabase(),
    createTestNamespace(),
    mkdtemp(join(tmpdir(), 'luze-import-')),
  ]);
  dataSource = await createDataSource({ url: database.applicationUrl, poolSize: 1 }).initialize();
  process.env.DATABASE_URL = database.applicationUrl;
  process.env.TEMPORAL_ADDRESS = temporal.address;
  process.env.TEMPORAL_NAMESPACE = temporal.namespace;
  process.env.LUZE_DATA_DIR = join(folder, 'data');
  for (const way of ['log', 'error'] as const) {
    jest.spyOn(console, way).mockImplementation((line: unknown) => void said.push(String(line)));
  }
}, 60_000);

afterAll(async () => {
  jest.restoreAllMocks();
  process.env = before;
  await dataSource.destroy();
  await temporal.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Runs the command; gives its exit code and what it said. */
async function run(options: Partial<ImportOptions> = {}): Promise<{ code: number; output: string }> {
  said.length = 0;
  const code = await importPack({ pack: 'court', ...options });
  return { code, output: said.join('\n') };
}

const count = async (table: string): Promise<number> => {
  const [row] = await dataSource.query<[{ n: number }]>(`SELECT count(*) AS n FROM ${table}`);
  return row.n;
};

/** A pack in a folder of its own: the court's plan, changed. */
async function packWith(name: string, change: (text: string) => string): Promise<string> {
  const pack = join(folder, name);
  await mkdir(pack);
  const text = await readFile(join(shippedPackFolder('court'), 'plan.yaml'), 'utf8');
  await writeFile(join(pack, 'plan.yaml'), change(text));
  return pack;
}

describe('luze import', () => {
  it.each<[string, Partial<ImportOptions>, RegExp]>([
    ['a pack that there is not', { pack: 'nowhere' }, /there is no pack nowhere/],
    [
      'a day that there is not',
      { adoptionDate: '2027-02-30' },
      /--adoption-date: "2027-02-30" is not a date/,
    ],
    [
      'a trial that ends before it begins',
      { adoptionDate: '2027-02-01', trialUntil: '2027-01-01' },
      /trial ends/,
    ],
    ['a unit that there is not', { unit: 'palace' }, /There is no unit "palace"/],
  ])('into an empty database refuses %s, and loads nothing', async (_, options, reason) => {
    expect(await run(options)).toEqual({ code: 1, output: expect.stringMatching(reason) as string });
    expect(await count('unit')).toBe(0);
    expect(await count('ledger_entry')).toBe(0);
  });

  it('names the file and the line of each fault', async () => {
    const pack = await packWith('faulty', (text) =>
      text.replace('row: 5', 'row: five').replace('row: 9', 'row: nine'),
    );
    const { code, output } = await run({ pack });
    expect(code).toBe(1);
    expect(output).toMatch(
      /nothing was loaded:\nplan\.yaml, line \d+: row must be .*\nplan\.yaml, line \d+: row must be/,
    );
  });

  it('needs an example where there is no organisation', async () => {
    const { code, output } = await run({ pack: await packWith('bare', (text) => text) });
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(/brings no example/) as string,
    });
    expect(await count('unit')).toBe(0);
  });

  it('loads the example court with its plan, starts its cycles, and says who may sign in', async () => {
    const { code, output } = await run({ ifEmpty: true });
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining(`${duties.length} duties, ${recurring.length} new cycles`) as string,
    });
    expect(await count(`subject WHERE kind = 'cycle' AND started_at IS NOT NULL`)).toBe(recurring.length);
    const description = await temporal.client.workflow.getHandle('cycle/court.topic-study').describe();
    expect(description.type).toBe('cycleWorkflow');

    const file = join(folder, 'data', 'demo-accounts.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const accounts = JSON.parse(await readFile(file, 'utf8')) as {
      login: string;
      password: string;
      role: string;
    }[];
    expect(accounts.map(({ login }) => login)).toContain('secretary');
    const row = await dataSource.manager.findOneByOrFail(AccountEntity, { username: 'secretary' });
    expect(await new Passwords().matches(row.passwordHash, accounts[0]?.password ?? '')).toBe(true);
  });

  it('does nothing a second time, or asks for the unit', async () => {
    const entries = await count('ledger_entry');
    expect((await run({ ifEmpty: true })).code).toBe(0);
    expect(await run()).toEqual({ code: 1, output: expect.stringMatching(/name the --unit/) as string });
    expect(await run({ unit: 'court' })).toEqual({
      code: 1,
      output: expect.stringMatching(/has been imported already/) as string,
    });
    expect(await count('ledger_entry')).toBe(entries);
  });

  it('takes a newer edition from a folder, unless it changes duties: that is proposed by somebody', async () => {
    const second = (text: string): string => text.replace('\nversion: 1\n', '\nversion: 2\n');
    const changing = await packWith('changing', (text) =>
      second(text).replace('en: Lectures by invited speakers', 'en: Lectures'),
    );
    expect(await run({ pack: changing, unit: 'court' })).toEqual({
      code: 1,
      output: expect.stringMatching(/"lectures" changes, which somebody has to propose/) as string,
    });
    const { code, output } = await run({ pack: await packWith('newer', second), unit: 'court' });
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining(`${duties.length} duties, 0 new cycles`) as string,
    });
    expect(await count('duty')).toBe(duties.length);
  });

  it('says when the plan is on record but Temporal is away', async () => {
    process.env.TEMPORAL_ADDRESS = '127.0.0.1:1';
    const pack = await packWith('third', (text) =>
      text.replace('\nversion: 1\n', '\nversion: 3\n').replace('  - key: lectures', '  - key: talks'),
    );
    const { code, output } = await run({ pack, unit: 'court' });
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(/on record, but Temporal is away/) as string,
    });
    expect(await count(`subject WHERE id = 'cycle/court.talks' AND started_at IS NULL`)).toBe(1);
  }, 30_000);
});
