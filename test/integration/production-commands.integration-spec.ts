import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { Passwords } from '../../libs/identity/passwords.js';
import { generateSigningKey } from '../../libs/ledger/notes/signing-key.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { AccountEntity } from '../../libs/persistence/entities/account.entity.js';
import { UnitEntity } from '../../libs/persistence/entities/unit.entity.js';
import { UnitVersionEntity } from '../../libs/persistence/entities/unit-version.entity.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { appendTo, TestLog } from '../support/sealing.js';
import { createTestNamespace, type TestNamespace } from '../support/temporal.js';
import { TestWorker } from '../support/test-worker.js';

const LUZE = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const administrator = [
  'create-administrator',
  '--unit',
  'my-court',
  '--username',
  'zhang.wei',
  '--name',
  '张伟',
];
const titles = ['--title-zh', '某县人民法院', '--title-en', 'A county court'];

let database: TestDatabase;
let temporal: TestNamespace;
let dataSource: DataSource;

beforeAll(async () => {
  [database, temporal] = await Promise.all([createTestDatabase({ migrated: false }), createTestNamespace()]);
  dataSource = createDataSource({ url: database.applicationUrl, poolSize: 5 });
}, 60_000);

afterAll(async () => {
  await dataSource.destroy();
  await temporal.close();
  await database.drop();
});

/** Runs a command as a container does: told all it needs by the environment. */
async function luze(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [LUZE, ...args], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.applicationUrl,
      DATABASE_ADMIN_URL: database.adminUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: temporal.taskQueue,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

const refuses = (code: string | RegExp) => ({ code: 1, output: expect.stringMatching(code) as string });

describe('an instance in production, from nothing', () => {
  it('gets its tables, once', async () => {
    expect(await luze(['migrate'], { DATABASE_ADMIN_URL: '', DATABASE_URL: '' })).toEqual(
      refuses('DATABASE_ADMIN_URL or DATABASE_URL must be set'),
    );
    expect(await luze(['migrate'])).toMatchObject({
      code: 0,
      output: expect.stringMatching(/\d+ migrations have run/) as string,
    });
    expect(await luze(['migrate'])).toMatchObject({ code: 0, output: 'The tables are up to date.\n' });
    await dataSource.initialize();
  }, 30_000);

  it('takes no example where it is told so', async () => {
    expect(await luze(['import', '--pack', 'court', '--unit', 'my-court', '--without-example'])).toEqual(
      refuses('luze create-administrator makes the first unit'),
    );
    expect(await dataSource.manager.count(UnitEntity)).toBe(0);
  }, 30_000);

  it('gets its first unit with an administrator, whose password is shown once', async () => {
    expect(await luze(administrator)).toEqual(refuses('There is no organisation yet'));
    expect(await luze([...administrator, ...titles, '--zone', 'Asia/Nowhere'])).toEqual(
      refuses('Unknown time zone'),
    );
    expect(await dataSource.manager.count(UnitEntity)).toBe(0);

    const { code, output } = await luze([...administrator, ...titles]);
    expect(code).toBe(0);
    const [, password] = /One-time password: (\S+)/.exec(output) as RegExpExecArray;
    const account = await dataSource.manager.findOneByOrFail(AccountEntity, { username: 'zhang.wei' });
    expect(await new Passwords().matches(account.passwordHash, password as string)).toBe(true);
    expect(await dataSource.manager.find(UnitVersionEntity)).toMatchObject([
      { id: 'my-court', parentId: null },
    ]);

    expect(await luze([...administrator, ...titles])).toEqual(refuses('is there already'));
    expect(await luze([...administrator, '--officer', 'another'])).toEqual(refuses('Somebody else signs in'));
    expect(
      await luze(['create-administrator', '--unit', 'nowhere', '--username', 'a', '--name', 'A']),
    ).toEqual(refuses('There is no unit "nowhere"'));
    const leaked = await dataSource.query(`SELECT FROM ledger_entry WHERE body::text ~ '张伟|zhang\\.wei'`);
    expect(leaked).toEqual([]);
  }, 60_000);

  it('adopts a plan for that unit, and says what it lacks for it', async () => {
    const { code, output } = await luze([
      'import',
      '--pack',
      'court',
      '--unit',
      'my-court',
      '--without-example',
    ]);
    expect({ code, output }).toEqual(refuses(/nobody in unit "my-court" would owe this/));
  }, 30_000);

  it('changes the key of its log', async () => {
    const log = await TestLog.create();
    const given = { LUZE_LEDGER_KEY: log.privateKey };
    expect(await luze(['rotate-ledger-key'], given)).toEqual(refuses('has not been signed yet'));
    expect((await log.seal(dataSource)).entries).toBeGreaterThan(0);
    const other = generateSigningKey('test.example/log');
    expect(await luze(['rotate-ledger-key'], { LUZE_LEDGER_KEY: other })).toEqual(refuses('with --lost'));
    const { code, output } = await luze(['rotate-ledger-key'], given);
    const [, keys] = /^LUZE_LEDGER_KEY=(.*)$/m.exec(output) as RegExpExecArray;
    expect({ code, keys }).toEqual({ code: 0, keys: expect.stringContaining(` ${log.privateKey}`) });
    await appendTo(dataSource, 'subject/one', 0);
    expect(await log.seal(dataSource, { keys: { given: keys, folder: log.folder } })).toMatchObject({
      entries: 1,
      refusal: null,
    });
    await log.remove();
  }, 60_000);

  it('knows whether the worker of this host takes work', async () => {
    expect(await luze(['worker-health'])).toEqual(refuses('no worker of this host'));
    const worker = await TestWorker.start(dataSource, temporal);
    try {
      let health = await luze(['worker-health']);
      while (health.code !== 0) health = await luze(['worker-health']);
      expect(health).toEqual({ code: 0, output: '' });
      expect(await luze(['restart-subjects'])).toMatchObject({
        code: 0,
        output: expect.stringContaining('0 subjects are open') as string,
      });
    } finally {
      await worker.stop();
    }
    expect((await luze(['worker-health'], { TEMPORAL_ADDRESS: '127.0.0.1:1' })).code).toBe(1);
  }, 60_000);
});
