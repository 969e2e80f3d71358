import type { Command } from 'commander';
import type { VerifyOptions } from './verdict.js';

/** `luze verify`: for whoever doubts what the ledger says, without asking it. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description(
      'verify an exported bundle, offline; or that the log of a server goes on from a checkpoint that was kept. ' +
        'The exit code is 0 where all is well, 1 where something is off, 2 where nothing could be verified',
    )
    .argument('[bundle]', 'what GET /ledger/export answered with format=bundle')
    .option(
      '--key <key...>',
      'public keys of the log, or files that hold them; from elsewhere than the bundle',
    )
    .option('--since <file>', 'a checkpoint that was kept earlier: the log must go on from it')
    .option('--server <url>', 'the address of a Luze; with --since, instead of a bundle')
    // 1 is an answer here, so a wrong call must not look like one.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (bundle: string | undefined, options: VerifyOptions) => {
      const { verify } = await import('./verify.js');
      process.exitCode = await verify(bundle, options);
    });
}
