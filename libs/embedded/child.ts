import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMark, type DataFolder } from './data-folder.js';
import type { Part } from './part.js';
import { isRunning, markOf, stopProcess, type ProcessMark } from './process.js';

/** What is kept on disk about a child while it runs, so that a later start can find it should this process be killed. */
interface ChildRecord extends ProcessMark {
  stopSignal: NodeJS.Signals;
  leftoverTimeoutMs: number;
}

const logLimitBytes = 10 * 1024 * 1024;

/** A part that is running, or was. */
export class Child {
  /** Resolves when it has ended, with the reason in words. */
  readonly ended: Promise<string>;
  private hasEnded = false;

  private constructor(
    readonly part: Part,
    readonly process: ChildProcess,
    private readonly folder: DataFolder,
    private readonly logStart: number,
  ) {
    this.ended = new Promise((resolve) => {
      this.process.once('exit', (code, signal) =>
        resolve(signal ? `killed by ${signal}` : `exit code ${code}`),
      );
      this.process.once('error', (error) => resolve(error.message));
    });
    void this.ended.then(() => {
      this.hasEnded = true;
      rmSync(recordFile(folder, part.name), { force: true });
    });
  }

  /** Starts a part. It may have ended again before it could be used: see `ended`. */
  static async start(part: Part, folder: DataFolder): Promise<Child> {
    const { command, args, env, workingFolder, user, channel } = await part.program();
    const log = openLog(folder.logFile(part.name));
    try {
      const child = spawn(command, args, {
        cwd: workingFolder,
        env,
        ...user,
        // A group of its own: Ctrl-C reaches this process alone, which then stops the parts in their order.
        detached: true,
        stdio: ['ignore', log.descriptor, log.descriptor, ...(channel ? (['ipc'] as const) : [])],
      });
      const mark = child.pid === undefined ? undefined : markOf(child.pid);
      if (mark) {
        const { stopSignal, stopTimeoutMs, leftoverTimeoutMs = stopTimeoutMs } = part;
        const record: ChildRecord = { ...mark, stopSignal, leftoverTimeoutMs };
        writeFileSync(recordFile(folder, part.name), JSON.stringify(record), { mode: 0o600 });
      }
      return new Child(part, child, folder, log.size);
    } finally {
      closeSync(log.descriptor);
    }
  }

  /** Asks it to end, kills it when it does not; returns when it has ended. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.process.kill(this.part.stopSignal);
    const waiting = new AbortController();
    const impatience = sleep(this.part.stopTimeoutMs, undefined, { signal: waiting.signal, ref: false })
      .then(() => this.process.kill('SIGKILL'))
      .catch(() => undefined);
    await this.ended;
    waiting.abort();
    await impatience;
  }

  /** Ends it at once, without waiting. */
  kill(): void {
    if (!this.hasEnded) this.process.kill(this.part.killSignal);
  }

  /** The last lines that this run of it wrote. */
  lastWords(lines = 8): string {
    const log = readFileSync(this.folder.logFile(this.part.name));
    return log.subarray(this.logStart).toString('utf8').trim().split('\n').slice(-lines).join('\n');
  }
}

/** Stops what a killed predecessor of this process has left running as part `name`. Returns true when there was any. */
export async function stopLeftover(name: string, folder: DataFolder): Promise<boolean> {
  const file = recordFile(folder, name);
  const record = readMark(file) as ChildRecord | undefined;
  const left = record !== undefined && isRunning(record);
  if (left) await stopProcess(record, { signal: record.stopSignal, patienceMs: record.leftoverTimeoutMs });
  rmSync(file, { force: true });
  return left;
}

const recordFile = (folder: DataFolder, name: string) => folder.file('run', `${name}.json`);

/** Opens a log to add to it; one that has grown large is put aside first, in place of the one put aside before. */
function openLog(file: string): { descriptor: number; size: number } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const full = size > logLimitBytes;
  if (full) renameSync(file, `${file}.old`);
  return { descriptor: openSync(file, 'a', 0o600), size: full ? 0 : size };
}
