import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isRunning, markOf, type ProcessMark } from './process.js';
import { Refusal } from './refusal.js';

/** The one folder that holds all that an instance keeps, and the lock that says who runs it. */
export class DataFolder {
  /** Absolute. */
  readonly path: string;
  private readonly lockFile: string;

  constructor(path: string) {
    this.path = resolve(path);
    this.lockFile = this.file('luze.lock');
  }

  /** The path of something in the folder. */
  file(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  /** Where a part writes what it has to say. */
  logFile(part: string): string {
    return this.file('logs', `${part}.log`);
  }

  /**
   * Makes the folder. Others may not look into it, except that for root it is left passable: PostgreSQL runs there as
   * a user of its own, who has to get through to its files.
   */
  create(): void {
    try {
      if (mkdirSync(this.path, { recursive: true }))
        chmodSync(this.path, process.getuid?.() === 0 ? 0o711 : 0o700);
      for (const name of ['logs', 'run']) mkdirSync(this.file(name), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new Refusal(
        `the data folder ${this.path} cannot be made (${(error as NodeJS.ErrnoException).code}): set LUZE_DATA_DIR to one that can`,
      );
    }
  }

  /**
   * Takes the folder for this process. The lock names its holder, so that of a killed process it is taken over.
   * @throws Refusal when another process runs this folder
   */
  lock(): void {
    const mine = JSON.stringify(markOf(process.pid));
    const prepared = `${this.lockFile}.${process.pid}`;
    writeFileSync(prepared, mine, { mode: 0o600 });
    try {
      for (let tries = 0; tries < 20; tries++) {
        if (linked(prepared, this.lockFile)) return;
        const holder = readMark(this.lockFile);
        if (holder && isRunning(holder)) {
          throw new Refusal(
            `the data folder ${this.path} is in use by process ${holder.pid}: stop that one, or set LUZE_DATA_DIR and LUZE_PORT to run another beside it`,
          );
        }
        this.removeStaleLock(holder);
      }
      throw new Refusal(
        `the data folder ${this.path} cannot be locked: remove ${this.lockFile} if nothing runs there`,
      );
    } finally {
      rmSync(prepared, { force: true });
    }
  }

  unlock(): void {
    if (readMark(this.lockFile)?.pid === process.pid) rmSync(this.lockFile, { force: true });
  }

  /** Between looking and removing somebody else may have taken the lock; what was moved aside tells, and is put back. */
  private removeStaleLock(stale: ProcessMark | undefined): void {
    const aside = `${this.lockFile}.stale.${process.pid}`;
    try {
      renameSync(this.lockFile, aside);
    } catch {
      return;
    }
    const moved = readMark(aside);
    if (moved && moved.began !== stale?.began && isRunning(moved)) linked(aside, this.lockFile);
    rmSync(aside, { force: true });
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that a file names; undefined when the file is gone or unreadable. */
export function readMark(file: string): ProcessMark | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
  } catch {
    return undefined;
  }
}
