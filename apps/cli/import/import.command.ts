import type { Command } from 'commander';
import type { ImportOptions } from './import.js';

/** `luze import`: a plan pack for a unit; into an empty database together with its example organisation. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('load a plan pack for a unit; into an empty database together with its example organisation')
    .option('--pack <name or folder>', 'a pack that is shipped, or a folder that holds one', 'court')
    .option(
      '--unit <id>',
      'the unit that adopts the plan; in an empty database, the one that the example names',
    )
    .option(
      '--adoption-date <YYYY-MM-DD>',
      "earlier periods never open; today in the unit's zone unless given",
    )
    .option('--trial-until <YYYY-MM-DD>', 'the last day on which the plan is on trial')
    .option('--without-example', 'never bring the example organisation along: the unit has to be there')
    .option('--if-empty', 'do nothing where there is an organisation already')
    .action(async (options: ImportOptions) => {
      const { importPack } = await import('./import.js');
      process.exitCode = await importPack(options);
    });
}
