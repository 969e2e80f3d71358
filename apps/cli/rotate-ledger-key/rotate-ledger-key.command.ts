import type { Command } from 'commander';

/** `luze rotate-ledger-key`: a new key for the log, which the one before vouches for. */
export function addRotateLedgerKeyCommand(program: Command): void {
  program
    .command('rotate-ledger-key')
    .description('make a new key for the log; the next checkpoint is signed by it and by the one so far')
    .option('--lost', 'the private key so far is lost: nothing but the record will vouch for the new one')
    .action(async ({ lost = false }: { lost?: boolean }) => {
      const { rotate } = await import('./rotate-ledger-key.js');
      process.exitCode = await rotate({ lost });
    });
}
