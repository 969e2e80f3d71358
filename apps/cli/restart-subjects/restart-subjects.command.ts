import type { Command } from 'commander';

/** `luze restart-subjects`: what Temporal does not run, though the ledger says that it is open. */
export function addRestartSubjectsCommand(program: Command): void {
  program
    .command('restart-subjects')
    .description('start every open subject that Temporal does not run, as after a move to another Temporal')
    .option('--check', 'only count; nothing is started, and the exit code is 1 where something does not run')
    .action(async ({ check = false }: { check?: boolean }) => {
      const { restart } = await import('./restart-subjects.js');
      process.exitCode = await restart({ check });
    });
}
