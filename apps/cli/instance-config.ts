import { readConfig, type ServiceConfig } from '../../libs/config/config.js';
import { DataFolder } from '../../libs/embedded/data-folder.js';
import { EmbeddedPostgres } from '../../libs/embedded/postgres.js';

/**
 * The configuration of a command that works on an instance: servers as configured, or those that `luze start` runs along in the
 * data folder.
 *
 * @throws ConfigurationError; Refusal when there is no instance in the data folder
 */
export function instanceConfig(): ServiceConfig {
  const config = readConfig();
  config.databaseUrl ??= new EmbeddedPostgres({
    folder: new DataFolder(config.dataDir),
    port: config.postgresPort,
  })
    .find()
    .applicationUrl('luze');
  config.temporalAddress ??= `127.0.0.1:${config.temporalPort}`;
  return config as ServiceConfig;
}
