import { guards, levels, type Guard, type Level } from './checks.js';
import { runJest, testFilesOf, type Counts } from './jest.js';
import { runTool } from './tool.js';

export interface ChecksToRun {
  /** Names of guards and levels; all of them when absent. */
  only?: string[];
  /** Parts of paths of test files; with any given, the guards are left out unless named. */
  paths: string[];
}

interface Outcome extends Counts {
  name: string;
  seconds: number;
  remark?: string;
}

/**
 * Runs the checks one after the other and prints what came of each, and `N passed, N failed` as the last line. Tests
 * are counted; of the guards only a failed one is, so that a run that is not green never says `0 failed`.
 * @returns the exit code: 0 when everything passed and at least one test ran, or only guards were asked for
 */
export async function runChecks({ only, paths }: ChecksToRun): Promise<number> {
  const unknown =
    only?.filter((name) => ![...guards(), ...levels].some((check) => check.name === name)) ?? [];
  if (unknown.length > 0) {
    const known = [...guards(), ...levels].map(({ name }) => name).join(', ');
    return report([
      { ...failed, name: unknown.join(', '), seconds: 0, remark: `no such check; there are: ${known}` },
    ]);
  }
  const wanted = ({ name }: { name: string }) => !only || only.includes(name);
  const outcomes: Outcome[] = [];

  for (const guard of guards().filter((guard) => (only ? wanted(guard) : paths.length === 0))) {
    outcomes.push(await timed(guard.name, () => checkGuard(guard)));
  }
  for (const level of levels.filter(wanted)) {
    outcomes.push(await timed(level.name, () => checkLevel(level, paths)));
  }
  return report(outcomes);
}

const failed: Counts = { passed: 0, failed: 1 };

async function checkGuard({ command }: Guard): Promise<Counts> {
  return (await runTool(command)) === 0 ? { passed: 0, failed: 0 } : failed;
}

async function checkLevel({ name }: Level, paths: string[]): Promise<Counts & { remark?: string }> {
  const files = await testFilesOf(name, paths);
  if (files > 0) return runJest(name, paths);
  // Searched by path, a level may have nothing to say; otherwise a level without tests is a hole.
  return paths.length > 0
    ? { passed: 0, failed: 0, remark: 'no such files' }
    : { ...failed, remark: 'no tests' };
}

async function timed(name: string, check: () => Promise<Counts & { remark?: string }>): Promise<Outcome> {
  const startedMs = Date.now();
  console.log(`\n▸ ${name}`);
  const outcome = await check();
  const seconds = (Date.now() - startedMs) / 1000;
  console.log(`${outcome.failed === 0 ? '✔' : '✖'} ${name} (${seconds.toFixed(1)} s)`);
  return { name, seconds, ...outcome };
}

function report(outcomes: Outcome[]): number {
  console.log('');
  for (const { name, seconds, passed, failed, remark } of outcomes) {
    const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : '';
    console.log(
      `${failed === 0 ? '✔' : '✖'} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s  ${[counts, remark].filter(Boolean).join(': ')}`,
    );
  }
  const total = (key: keyof Counts) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  const ranLevels = outcomes.some(({ name }) => levels.some((level) => level.name === name));
  const green = total('failed') === 0 && (!ranLevels || total('passed') > 0);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  return green ? 0 : 1;
}
