import type { Command } from 'commander';

/** `luze rebuild`: the read tables from the ledger, or only whether they are as it says. */
export function addRebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .description('compute every read table anew from the ledger, and put right what differs')
    .option(
      '--check',
      'only tell what differs; nothing is changed, and the exit code is 1 where something does',
    )
    .action(async ({ check = false }: { check?: boolean }) => {
      const { rebuildTables } = await import('./rebuild.js');
      process.exitCode = await rebuildTables({ check });
    });
}
