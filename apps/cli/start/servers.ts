import pg from 'pg';
import type { LuzeConfig } from '../../../libs/config/config.js';
import type { TemporalSettings } from '../../../libs/config/temporal-variables.js';
import type { DataFolder } from '../../../libs/embedded/data-folder.js';
import { EmbeddedPostgres } from '../../../libs/embedded/postgres.js';
import { Refusal } from '../../../libs/embedded/refusal.js';
import type { Supervisor } from '../../../libs/embedded/supervisor.js';
import { findTemporalProgram } from '../../../libs/embedded/temporal-binary.js';
import { temporalCli } from '../../../libs/embedded/temporal-programs.js';
import { knowsNamespace, TemporalServer } from '../../../libs/embedded/temporal-server.js';

interface Instance {
  config: LuzeConfig;
  folder: DataFolder;
  supervisor: Supervisor;
}

type Show = (line: string) => void;

/** The database to use: the one that is configured, reached once to be sure, or our own, started. */
export async function databaseServer(
  { config, folder, supervisor }: Instance,
  show: Show,
): Promise<{ applicationUrl: string; adminUrl: string; description: string }> {
  if (config.databaseUrl) {
    await requireDatabase(config.databaseUrl);
    const adminUrl = config.databaseAdminUrl ?? config.databaseUrl;
    return { applicationUrl: config.databaseUrl, adminUrl, description: 'as configured' };
  }
  const postgres = new EmbeddedPostgres({ folder, port: config.postgresPort });
  if (postgres.isNew) show('making its data folder');
  await postgres.prepare();
  show('starting');
  await supervisor.start(postgres);
  await postgres.createDatabase('luze');
  return {
    applicationUrl: postgres.applicationUrl('luze'),
    adminUrl: postgres.adminUrl('luze'),
    description: 'run along',
  };
}

/** The Temporal server to use: the one that is configured, reached once to be sure, or our own, started. */
export async function temporalServer(
  { config, folder, supervisor }: Instance,
  show: Show,
): Promise<{ address: string; description: string }> {
  if (config.temporalAddress) {
    await requireNamespace(config.temporalAt());
    return { address: config.temporalAddress, description: 'as configured' };
  }
  const binary = await findTemporalProgram(temporalCli, show);
  const temporal = new TemporalServer({
    folder,
    binary: binary.path,
    port: config.temporalPort,
    uiPort: config.temporalUiPort,
    namespace: config.temporalNamespace,
  });
  show('starting');
  await supervisor.start(temporal);
  return { address: temporal.address, description: `${binary.version}, from ${binary.source}` };
}

async function requireDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Refusal(`the database that DATABASE_URL names cannot be used: ${code ?? message}`);
  }
}

async function requireNamespace(settings: TemporalSettings): Promise<void> {
  try {
    await knowsNamespace(settings);
  } catch (error) {
    throw new Refusal(
      `Temporal, which TEMPORAL_ADDRESS names, cannot be used with the namespace ${settings.namespace}: ${(error as Error).message}`,
    );
  }
}
