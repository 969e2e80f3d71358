import type { Command } from 'commander';
import type { AdministratorOptions } from './create-administrator.js';

/** `luze create-administrator`: somebody who can let in everybody else. */
export function addCreateAdministratorCommand(program: Command): void {
  program
    .command('create-administrator')
    .description(
      'make the first administrator of a unit, and show the one-time password; in an empty database, make the unit too',
    )
    .requiredOption('--unit <id>', 'the unit in which, and below which, they administer')
    .requiredOption('--username <name>', 'the name to sign in with')
    .requiredOption('--name <name>', 'their name')
    .option('--officer <id>', 'the id to give them; the user name unless given')
    .option('--title-zh <title>', 'of the unit in Chinese, where it has to be made')
    .option('--title-en <title>', 'of the unit in English, where it has to be made')
    .option('--zone <zone>', "of the new unit's calendar", 'Asia/Shanghai')
    .action(async (options: AdministratorOptions) => {
      const { createFirstAdministrator } = await import('./create-administrator.js');
      process.exitCode = await createFirstAdministrator(options);
    });
}
