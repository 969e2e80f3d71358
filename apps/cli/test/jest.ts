import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runTool } from './tool.js';

/** How many tests passed, and how many failed. */
export interface Counts {
  passed: number;
  failed: number;
}

/** The part of Jest's JSON result that is read here. */
interface JestResult {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

const jest = (level: string, paths: string[], ...more: string[]) => [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  // What a failed test leaves open must not keep the others from being counted.
  '--forceExit',
  // Long enough for a busy machine; what hangs fails all the same.
  '--testTimeout',
  '60000',
  '--selectProjects',
  level,
  ...more,
  ...(paths.length > 0 ? ['--testPathPatterns', ...paths] : []),
];

/** How many test files of a level have one of `paths` in their path; all of the level's without any. */
export async function testFilesOf(level: string, paths: string[]): Promise<number> {
  const command = jest(level, paths, '--listTests', '--passWithNoTests');
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return stdout.split('\n').filter((line) => line.endsWith('.ts')).length;
}

export interface JestRun {
  /** Parts of paths of test files; with none all of the level. */
  paths: string[];
  /** How many files at the same time, or which share of the cores; one after the other without it. */
  atOnce: string | undefined;
  env: NodeJS.ProcessEnv;
}

/** Runs the tests of a level. A file that cannot even be loaded, or a run that breaks off, counts as one failed test. */
export async function runJest(level: string, { paths, atOnce, env }: JestRun): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'luze-jest-'));
  try {
    const file = join(folder, 'result.json');
    const workers = atOnce === undefined ? ['--runInBand'] : ['--maxWorkers', atOnce];
    const exitCode = await runTool(jest(level, paths, ...workers, '--json', '--outputFile', file), env);
    const result = await readFile(file, 'utf8').then(
      (text) => JSON.parse(text) as JestResult,
      () => undefined,
    );
    if (!result) return { passed: 0, failed: 1 };
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return { passed: result.numPassedTests, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
