import { jest } from '@jest/globals';
import { report, type Outcome } from './report.js';

const outcome = (name: string, passed: number, failed: number): Outcome => ({
  name,
  seconds: 1,
  passed,
  failed,
});

describe('the report of the checks', () => {
  let printed: string[];
  beforeEach(() => {
    printed = [];
    jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(...text.split('\n')));
  });
  afterEach(() => jest.restoreAllMocks());

  it.each([
    [
      'all is well',
      [outcome('lint', 0, 0), outcome('unit', 5, 0), outcome('e2e', 2, 0)],
      '7 passed, 0 failed',
      0,
    ],
    ['a test failed', [outcome('unit', 5, 1)], '5 passed, 1 failed', 1],
    ['only another check failed', [outcome('lint', 0, 1), outcome('unit', 5, 0)], '5 passed, 1 failed', 1],
    ['no test ran', [outcome('lint', 0, 0)], '0 passed, 1 failed', 1],
  ])('when %s', (_when, outcomes, lastLine, exitCode) => {
    expect(report(outcomes, { testsExpected: true })).toBe(exitCode);
    expect(printed.at(-1)).toBe(lastLine);
  });

  it('is content without tests when none were asked for', () => {
    expect(report([outcome('lint', 0, 0)], { testsExpected: false })).toBe(0);
  });
});
