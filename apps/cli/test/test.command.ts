import type { Command } from 'commander';

/** `luze test`: every check that a change must pass, in the order of what they cost. */
export function addTestCommand(program: Command): void {
  program
    .command('test')
    .description('run the checks: types, lint, format, imports, then every level of tests')
    .argument('[paths...]', 'run only test files whose path contains one of these, and no other checks')
    .option('--only <checks>', 'run only these, separated by commas: types, unit, workflow, ...')
    .action(async (paths: string[], options: { only?: string }) => {
      const { runChecks } = await import('./run-checks.js');
      process.exitCode = await runChecks({ only: options.only?.split(','), paths });
    });
}
