import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataFolder } from '../../libs/embedded/data-folder.js';
import { until } from '../../libs/embedded/part.js';
import { freePorts } from '../../libs/embedded/ports.js';
import { EmbeddedPostgres } from '../../libs/embedded/postgres.js';
import { isRunning, markOf, type ProcessMark } from '../../libs/embedded/process.js';
import { Supervisor } from '../../libs/embedded/supervisor.js';

describe('the PostgreSQL that is run along', () => {
  let folder: DataFolder;
  let port: number;
  let supervisor: Supervisor;
  let postgres: EmbeddedPostgres;

  /** What a start does; a second one on the same folder is a start after a kill. */
  async function start(): Promise<void> {
    supervisor = new Supervisor(folder, () => undefined);
    postgres = new EmbeddedPostgres({ folder, port });
    await postgres.prepare();
    await supervisor.start(postgres);
    await postgres.createDatabase('luze');
  }

  async function query(url: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  const server = () => {
    const pid = readFileSync(folder.file('postgres', 'postmaster.pid'), 'utf8').split('\n')[0];
    return markOf(Number(pid)) as ProcessMark;
  };

  beforeAll(async () => {
    const path = mkdtempSync(join(tmpdir(), 'luze-embedded-'));
    chmodSync(path, 0o711);
    folder = new DataFolder(path);
    folder.create();
    [port] = (await freePorts(1)) as [number];
    await start();
    await query(postgres.adminUrl('luze'), 'CREATE TABLE kept AS SELECT 42 AS answer');
  });
  afterAll(async () => {
    await supervisor.stop();
    rmSync(folder.path, { recursive: true });
  });

  const kept = () => query(postgres.adminUrl('luze'), 'SELECT answer FROM kept');

  it('keeps its password where nobody else may read it', () => {
    expect(statSync(folder.file('postgres.password')).mode & 0o777).toBe(0o600);
    expect(statSync(folder.file('postgres')).mode & 0o777).toBe(0o700);
  });

  it('lets the application in, without a right to tables that it was not granted', async () => {
    await expect(query(postgres.applicationUrl('luze'), 'SELECT answer FROM kept')).rejects.toThrow(
      'permission denied',
    );
  });

  it('comes back with all it had after it was killed, even in the middle of a query', async () => {
    const killed = server();
    const asleep = query(postgres.adminUrl('luze'), 'SELECT pg_sleep(60)').catch(
      (error: Error) => error.message,
    );
    process.kill(killed.pid, 'SIGKILL');
    await asleep;
    await until(async () => (await kept()).length === 1, AbortSignal.timeout(20_000));
    expect(server().began).not.toBe(killed.began);
  });

  it('is found and stopped when whoever ran it was killed without leaving a record', async () => {
    await supervisor.stop();
    const { command, args, env, user } = await postgres.program();
    spawn(command, args, { env, ...user, cwd: '/', stdio: 'ignore' });
    await until(async () => (await kept()).length === 1, AbortSignal.timeout(20_000));
    const left = server();
    await start();
    expect(isRunning(left)).toBe(false);
    expect(await kept()).toEqual([{ answer: 42 }]);
  });
});
