import { Command } from 'commander';
import { addCreateAdministratorCommand } from './create-administrator/create-administrator.command.js';
import { addImportCommand } from './import/import.command.js';
import { addMigrateCommand } from './migrate/migrate.command.js';
import { addRebuildCommand } from './rebuild/rebuild.command.js';
import { addRestartSubjectsCommand } from './restart-subjects/restart-subjects.command.js';
import { addRotateLedgerKeyCommand } from './rotate-ledger-key/rotate-ledger-key.command.js';
import { addStartCommand } from './start/start.command.js';
import { addTestCommand } from './test/test.command.js';
import { addVerifyCommand } from './verify/verify.command.js';
import { addWorkerHealthCommand } from './worker-health/worker-health.command.js';

/**
 * The command line. Each command stands in a folder of its own as `<name>.command.ts`, which adds it here and loads
 * what it needs only when it runs.
 */
const program = new Command('luze').description(
  'Holds the holders of public offices to their duties: deadlines, escalation, accountability, and a ledger that shows it.',
);

addStartCommand(program);
addMigrateCommand(program);
addCreateAdministratorCommand(program);
addImportCommand(program);
addRebuildCommand(program);
addRestartSubjectsCommand(program);
addVerifyCommand(program);
addRotateLedgerKeyCommand(program);
addWorkerHealthCommand(program);
addTestCommand(program);

await program.parseAsync();
