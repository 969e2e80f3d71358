import { Refusal } from '../../../libs/embedded/refusal.js';
import { whenAskedToStop } from '../when-asked-to-stop.js';
import { guards, levels, type Level } from './checks.js';
import { runJest, testFilesOf, type Counts } from './jest.js';
import { report, type Outcome, type Result } from './report.js';
import { TestServices } from './services.js';
import { stopTools } from './tool.js';

export interface ChecksToRun {
  /** Names of guards and levels; all of them when absent. */
  only?: string[];
  /** Parts of paths of test files; with any given, the guards are left out unless named. */
  paths: string[];
}

const failed: Counts = { passed: 0, failed: 1 };

/**
 * Runs the checks one after the other, goes on after one that fails, and prints what came of each.
 * @returns the exit code: 0 when everything passed and at least one test ran, or only guards were asked for
 */
export async function runChecks({ only, paths }: ChecksToRun): Promise<number> {
  const usual = [...(paths.length > 0 ? [] : guards()), ...levels.filter(({ onRequest }) => !onRequest)];
  const wanted = new Set(only ?? usual.map(({ name }) => name));
  const outcomes: Outcome[] = unknownAmong(wanted);
  const services = new TestServices();
  let interrupted = false;
  whenAskedToStop(() => {
    interrupted = true;
    stopTools();
  });

  const check = async (name: string, run: () => Promise<Result>) => {
    if (wanted.has(name) && !interrupted) outcomes.push(await timed(name, run));
  };
  try {
    for (const guard of guards()) await check(guard.name, () => guard.run());
    for (const level of levels) {
      // Searched by path, a level may have nothing to say; otherwise a level without tests is a hole.
      const files = wanted.has(level.name) ? await testFilesOf(level.name, paths) : 0;
      if (files > 0) await check(level.name, () => checkLevel(level, paths, services));
      else if (paths.length === 0) await check(level.name, async () => ({ ...failed, remark: 'no tests' }));
    }
  } finally {
    await services.stop();
  }
  if (interrupted)
    outcomes.push({ ...failed, name: 'stopped', seconds: 0, remark: 'before all was checked' });
  return report(outcomes, { testsExpected: levels.some(({ name }) => wanted.has(name)) });
}

function unknownAmong(wanted: Set<string>): Outcome[] {
  const known = [...guards(), ...levels].map(({ name }) => name);
  return [...wanted]
    .filter((name) => !known.includes(name))
    .map((name) => ({ ...failed, name, seconds: 0, remark: `no such check; there are ${known.join(', ')}` }));
}

async function checkLevel(level: Level, paths: string[], services: TestServices): Promise<Result> {
  const { name, needs, atOnce } = level;
  const reason = level.skippedFor?.() ?? null;
  if (reason !== null) return { passed: 0, failed: 0, remark: `skipped: ${reason}` };
  try {
    return await runJest(name, { paths, atOnce, env: await services.start(needs) });
  } catch (error) {
    if (error instanceof Refusal) return { ...failed, remark: error.message };
    throw error;
  }
}

async function timed(name: string, run: () => Promise<Result>): Promise<Outcome> {
  const startedMs = Date.now();
  console.log(`\n▸ ${name}`);
  const result = await run();
  return { name, seconds: (Date.now() - startedMs) / 1000, ...result };
}
