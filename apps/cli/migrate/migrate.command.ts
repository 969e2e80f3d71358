import type { Command } from 'commander';

/** `luze migrate`: the tables that this build expects. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the tables of DATABASE_ADMIN_URL, or else DATABASE_URL, to what this build expects')
    .action(async () => {
      const { migrate } = await import('./migrate.js');
      process.exitCode = await migrate();
    });
}
