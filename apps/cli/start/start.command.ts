import type { Command } from 'commander';

/** `luze start`: everything that an instance consists of, as one. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('run PostgreSQL, Temporal, the worker and the API as one whole, until Ctrl-C')
    .option(
      '--database-only',
      'run only PostgreSQL, so that its data can be dumped while nothing changes them',
    )
    .action(async ({ databaseOnly = false }: { databaseOnly?: boolean }) => {
      const { start } = await import('./start.js');
      process.exitCode = await start({ databaseOnly });
    });
}
