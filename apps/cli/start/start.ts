import { readConfig, type LuzeConfig } from '../../../libs/config/config.js';
import { ConfigurationError } from '../../../libs/config/environment.js';
import { DataFolder } from '../../../libs/embedded/data-folder.js';
import { requireFreePorts, type WantedPort } from '../../../libs/embedded/ports.js';
import { Refusal } from '../../../libs/embedded/refusal.js';
import { EvidenceStore } from '../../../libs/evidence/store.js';
import { Supervisor } from '../../../libs/embedded/supervisor.js';
import { databaseMessage, readyMessage } from './ready-message.js';
import { api, worker } from './services.js';
import { databaseServer, temporalServer } from './servers.js';
import { stopOnSignal } from './signals.js';
import { runSteps, type Step } from './step.js';
import { loadPlan, migrate } from './steps.js';

/** In the order in which they are started. */
const partNames = ['postgres', 'temporal', 'worker', 'api'];

/**
 * Starts an instance and runs it until a signal ends it.
 * @returns the exit code: 0 after a stop that was asked for, 1 when it could not start
 */
export async function start({ databaseOnly }: { databaseOnly: boolean }): Promise<number> {
  const startedMs = Date.now();
  try {
    const config = readConfig();
    const folder = new DataFolder(config.dataDir);
    folder.create();
    // What the parts write is nobody else's to read, whatever this shell's habits are.
    process.umask(0o077);
    folder.lock();
    try {
      const supervisor = new Supervisor(folder, (line) => console.log(`• ${line}`));
      const [database, ...rest] = startSteps(config, folder, supervisor);
      return databaseOnly
        ? await run(config, supervisor, [database], () => databaseMessage(config))
        : await run(config, supervisor, [database, ...rest], () => readyMessage(config, startedMs));
    } finally {
      folder.unlock();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const known = error instanceof Refusal || error instanceof ConfigurationError;
    if (!known && code !== 'ENOSPC') throw error;
    console.error(`luze: ${known ? message : 'the disk is full'}`);
    return 1;
  }
}

async function run(
  config: LuzeConfig,
  supervisor: Supervisor,
  steps: readonly Step[],
  message: () => string,
): Promise<number> {
  const stopped = stopOnSignal(supervisor);
  try {
    await supervisor.stopLeftovers(partNames);
    await requireFreePorts(portsOf(config));
    await runSteps(steps);
    console.log(message());
  } catch (error) {
    // A start that a signal broke off has not failed.
    if (!stopped.asked) {
      await supervisor.stop();
      throw error;
    }
  }
  await stopped.done;
  return 0;
}

/** The steps from nothing to an instance that works; the first makes the database. */
function startSteps(config: LuzeConfig, folder: DataFolder, supervisor: Supervisor): [Step, ...Step[]] {
  const instance = { config, folder, supervisor };
  const env = { ...process.env };
  return [
    {
      title: 'PostgreSQL',
      run: async (show) => {
        const { applicationUrl, adminUrl, description } = await databaseServer(instance, show);
        env.DATABASE_URL = applicationUrl;
        env.DATABASE_ADMIN_URL = adminUrl;
        return description;
      },
    },
    {
      title: 'Temporal',
      run: async (show) => {
        const { address, description } = await temporalServer(instance, show);
        env.TEMPORAL_ADDRESS = address;
        return description;
      },
    },
    {
      title: 'Evidence folder',
      run: () => new EvidenceStore(config.evidenceDir).create(),
    },
    { title: 'Migrations', run: () => migrate(env.DATABASE_ADMIN_URL as string) },
    { title: 'Worker', run: () => supervisor.start(worker(config, env)) },
    { title: 'Plan pack', run: () => loadPlan(env, supervisor.stopped) },
    { title: 'API', run: () => supervisor.start(api(config, env)) },
  ];
}

function portsOf({
  host,
  port,
  postgresPort,
  temporalPort,
  temporalUiPort,
  ...rest
}: LuzeConfig): WantedPort[] {
  const local = { host: '127.0.0.1', variable: 'LUZE_PORT' };
  return [
    { host, port, use: 'the API', variable: 'LUZE_PORT' },
    ...(rest.databaseUrl ? [] : [{ ...local, port: postgresPort, use: 'PostgreSQL' }]),
    ...(rest.temporalAddress
      ? []
      : [
          { ...local, port: temporalPort, use: 'Temporal' },
          { ...local, port: temporalUiPort, use: "Temporal's console" },
        ]),
  ];
}
