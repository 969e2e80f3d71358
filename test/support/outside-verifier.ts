import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GO_MODULE } from '../../apps/cli/test/go.js';

const run = promisify(execFile);

/** A verifier that shares no line with ours: `test/interop`, written against Go's packages for transparency logs. */
export class OutsideVerifier {
  private constructor(private readonly folder: string) {}

  /** Builds it; quick where Go has built it before. */
  static async build(): Promise<OutsideVerifier> {
    const folder = await mkdtemp(join(tmpdir(), 'luze-interop-'));
    await run('go', ['build', '-o', join(folder, 'interop'), '.'], { cwd: GO_MODULE });
    return new OutsideVerifier(folder);
  }

  /**
   * Checks a whole log where it is served.
   * @param since a file with a checkpoint that was kept
   * @returns how many leaves it has, or what is wrong with it
   */
  async check(url: string, keys: readonly string[], since?: string): Promise<number | string> {
    const args = ['-url', url, '-key', keys.join(','), ...(since === undefined ? [] : ['-since', since])];
    try {
      return Number((await run(join(this.folder, 'interop'), args)).stdout);
    } catch (error) {
      return (error as { stderr: string }).stderr;
    }
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
