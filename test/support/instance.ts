import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts, requireFreePorts } from '../../libs/embedded/ports.js';

export type PartName = 'worker' | 'api' | 'postgres' | 'temporal';

const MAIN = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const READY_WITHIN_MS = 90_000;

/** A whole instance as `npm start` runs it, in a folder and on ports of its own, so that its parts can be killed. */
export class Instance {
  private process: ChildProcess | undefined;
  private output = '';

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async create(): Promise<Instance> {
    const folder = await mkdtemp(join(tmpdir(), 'luze-instance-'));
    // PostgreSQL runs as a user of its own under root, who has to get through.
    await chmod(folder, 0o711);
    return new Instance(folder, await fourPorts());
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The password of every demo account. */
  get password(): string {
    const accounts = JSON.parse(readFileSync(join(this.folder, 'demo-accounts.json'), 'utf8'));
    return accounts[0].password as string;
  }

  /** Starts it and returns when it is ready. */
  async start(): Promise<void> {
    this.output = '';
    const child = spawn(process.execPath, ['--enable-source-maps', MAIN, 'start'], {
      env: {
        ...process.env,
        LUZE_DATA_DIR: this.folder,
        LUZE_PORT: String(this.port),
        LUZE_DELIVERY_DELAY: '1s',
        DATABASE_URL: '',
        TEMPORAL_ADDRESS: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    child.stdout.on('data', (chunk) => (this.output += String(chunk)));
    child.stderr.on('data', (chunk) => (this.output += String(chunk)));
    const until = Date.now() + READY_WITHIN_MS;
    while (!this.output.includes('is ready')) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`no instance: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** `kill -9` of one part. */
  kill(part: PartName): void {
    this.signal(part, 'SIGKILL');
  }

  /** It keeps all that it has and does nothing, until it is thawed. */
  freeze(part: PartName): void {
    this.signal(part, 'SIGSTOP');
  }

  thaw(part: PartName): void {
    this.signal(part, 'SIGCONT');
  }

  private signal(part: PartName, signal: NodeJS.Signals): void {
    const mark = JSON.parse(readFileSync(join(this.folder, 'run', `${part}.json`), 'utf8'));
    process.kill(mark.pid, signal);
  }

  /** `kill -9` of the process that watches over the parts. */
  async killSupervisor(): Promise<void> {
    const child = this.process as ChildProcess;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Runs a command of `luze` on this instance's database. */
  async luze(...args: string[]): Promise<{ code: number; output: string }> {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, LUZE_DATA_DIR: this.folder, LUZE_PORT: String(this.port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    const [code] = (await once(child, 'exit')) as [number];
    return { code, output };
  }

  /** Stops all of it in good order; it can be started again. */
  async halt(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }

  /** Stops it and removes its data. */
  async stop(): Promise<void> {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A port that is free like the three after it. */
async function fourPorts(): Promise<number> {
  for (;;) {
    const [first] = (await freePorts(1)) as [number];
    const wanted = [0, 1, 2, 3].map((n) => ({
      port: first + n,
      host: '127.0.0.1',
      use: 'a test',
      variable: 'LUZE_PORT',
    }));
    try {
      await requireFreePorts(wanted);
      return first;
    } catch {
      // One of them is taken: others are tried.
    }
  }
}
