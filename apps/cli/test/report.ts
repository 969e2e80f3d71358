import type { Counts } from './jest.js';

/** What a check found; the remark is for whoever reads the report. */
export type Result = Counts & { remark?: string };

/** What came of a check. */
export interface Outcome extends Result {
  name: string;
  seconds: number;
}

/**
 * Prints one line for each check and, as the last line, `N passed, N failed`. Tests are counted; of the other checks
 * only a failed one is, so that a run that is not green never says `0 failed`.
 * @returns the exit code
 */
export function report(outcomes: readonly Outcome[], { testsExpected }: { testsExpected: boolean }): number {
  const total = (key: keyof Counts) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  const noneRan = testsExpected && total('passed') + total('failed') === 0;
  console.log(['', ...outcomes.map(line), ...(noneRan ? ['✖ no test ran'] : [])].join('\n'));
  console.log(`${total('passed')} passed, ${total('failed') + Number(noneRan)} failed`);
  return total('failed') > 0 || noneRan ? 1 : 0;
}

function line({ name, seconds, passed, failed, remark }: Outcome): string {
  const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : '';
  const mark = failed === 0 ? '✔' : '✖';
  const text = [counts, remark].filter(Boolean).join(': ');
  return `${mark} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s  ${text}`.trimEnd();
}
