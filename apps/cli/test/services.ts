import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopLeftover } from '../../../libs/embedded/child.js';
import { DataFolder, readMark } from '../../../libs/embedded/data-folder.js';
import { freePorts } from '../../../libs/embedded/ports.js';
import { EmbeddedPostgres } from '../../../libs/embedded/postgres.js';
import { isRunning } from '../../../libs/embedded/process.js';
import { Supervisor } from '../../../libs/embedded/supervisor.js';
import { findTemporalProgram } from '../../../libs/embedded/temporal-binary.js';
import { temporalCli, temporalTestServer } from '../../../libs/embedded/temporal-programs.js';
import { TemporalServer } from '../../../libs/embedded/temporal-server.js';
import type { Service } from './checks.js';

const prefix = 'luze-test-';

/**
 * What tests use beside the code: one PostgreSQL and one Temporal server for all of them, started when the first level
 * needs them, on ports that are free and in a folder that goes away with them. Tests find them by the environment.
 */
export class TestServices {
  private readonly running = new Map<Service, NodeJS.ProcessEnv>();
  private folder: DataFolder | undefined;
  private supervisor: Supervisor | undefined;

  /** Starts what is not running yet. Returns the variables by which tests find all of it. */
  async start(needs: readonly Service[]): Promise<NodeJS.ProcessEnv> {
    for (const service of needs) {
      if (this.running.has(service)) continue;
      const startedMs = Date.now();
      this.running.set(service, await this.starters[service]());
      console.log(`• ${service} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)`);
    }
    return Object.assign({}, ...this.running.values()) as NodeJS.ProcessEnv;
  }

  /** Stops all and removes what they kept. */
  async stop(): Promise<void> {
    await this.supervisor?.stop();
    if (this.folder) await rm(this.folder.path, { recursive: true, force: true });
  }

  private readonly starters: Record<Service, () => Promise<NodeJS.ProcessEnv>> = {
    postgres: async () => {
      const { folder, supervisor } = await this.place();
      const [port] = await freePorts(1);
      const postgres = new EmbeddedPostgres({ folder, port: port as number, durable: false });
      await postgres.prepare();
      await supervisor.start(postgres);
      await postgres.createDatabase('luze');
      return {
        LUZE_TEST_ADMIN_URL: postgres.adminUrl('postgres'),
        LUZE_TEST_APPLICATION_URL: postgres.applicationUrl('postgres'),
      };
    },

    temporal: async () => {
      const { folder, supervisor } = await this.place();
      const { path } = await findTemporalProgram(temporalCli, (line) => console.log(`• ${line}`));
      const [port] = await freePorts(1);
      const temporal = new TemporalServer({
        folder,
        binary: path,
        port: port as number,
        namespace: 'default',
      });
      await supervisor.start(temporal);
      // A test that starts a whole instance of its own need not look for the program again.
      return { LUZE_TEST_TEMPORAL_ADDRESS: temporal.address, TEMPORAL_CLI: path };
    },

    'time-skipping server': async () => {
      const { path } = await findTemporalProgram(temporalTestServer, (line) => console.log(`• ${line}`));
      return { TEMPORAL_TEST_SERVER: path };
    },
  };

  /** A run of tests that was killed has left its servers and its folder: they are found by its lock and cleared away. */
  private async clearAwayOthers(): Promise<void> {
    for (const name of await readdir(tmpdir())) {
      const file = join(tmpdir(), name, 'luze.lock');
      if (!name.startsWith(prefix) || !existsSync(file)) continue;
      const holder = readMark(file);
      if (!holder || isRunning(holder)) continue;
      const folder = new DataFolder(join(tmpdir(), name));
      for (const part of ['temporal', 'postgres']) await stopLeftover(part, folder);
      await rm(folder.path, { recursive: true, force: true });
    }
  }

  private async place(): Promise<{ folder: DataFolder; supervisor: Supervisor }> {
    if (!this.folder) {
      await this.clearAwayOthers();
      const path = await mkdtemp(join(tmpdir(), prefix));
      // Others may pass through but not look, as in a data folder: PostgreSQL runs as a user of its own under root.
      await chmod(path, 0o711);
      this.folder = new DataFolder(path);
      this.folder.create();
      this.folder.lock();
    }
    this.supervisor ??= new Supervisor(this.folder, (line) => console.log(`• ${line}`));
    return { folder: this.folder, supervisor: this.supervisor };
  }
}
