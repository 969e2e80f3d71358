import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { databaseServer, temporalServer } from '../../../apps/cli/start/servers.js';
import { worker } from '../../../apps/cli/start/services.js';
import { readConfig } from '../../../libs/config/config.js';
import { DataFolder } from '../../../libs/embedded/data-folder.js';
import { freePorts } from '../../../libs/embedded/ports.js';
import { Supervisor } from '../../../libs/embedded/supervisor.js';
import { runMigrations } from '../../../libs/persistence/migrate.js';

const WORKER = fileURLToPath(new URL('../../../dist/apps/worker/main.js', import.meta.url));

/** What `npm start` runs by default, without the API: PostgreSQL and Temporal that keep their data, and a worker. */
export interface EmbeddedInstance {
  readonly applicationUrl: string;
  readonly adminUrl: string;
  readonly temporalAddress: string;
  /** Stops all of it and removes its data. */
  stop(): Promise<void>;
}

export async function startEmbeddedInstance(): Promise<EmbeddedInstance> {
  const path = await mkdtemp(join(tmpdir(), 'luze-bench-'));
  // PostgreSQL runs as a user of its own under root, who has to get through.
  await chmod(path, 0o711);
  const folder = new DataFolder(path);
  folder.create();
  const [port] = (await freePorts(1)) as [number];
  const config = readConfig({ LUZE_DATA_DIR: path, LUZE_PORT: String(port) });
  const supervisor = new Supervisor(folder, (line) => console.error(line));
  const instance = { config, folder, supervisor };
  const quiet = () => undefined;
  const { applicationUrl, adminUrl } = await databaseServer(instance, quiet);
  const { address: temporalAddress } = await temporalServer(instance, quiet);
  await runMigrations(adminUrl);
  const env = {
    ...process.env,
    DATABASE_URL: applicationUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    // Mail goes out a while after what it tells of; here it would fall into the next measurement.
    LUZE_DELIVERY_DELAY: '1h',
  };
  const part = worker(config, env);
  await supervisor.start({
    ...part,
    program: async () => {
      const program = await part.program();
      return { ...program, args: [...program.args.filter((arg) => arg.startsWith('--enable')), WORKER] };
    },
  });
  return {
    applicationUrl,
    adminUrl,
    temporalAddress,
    stop: async () => {
      await supervisor.stop();
      await rm(path, { recursive: true, force: true });
    },
  };
}
