import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { APPLICATION_ROLE } from './application-role.js';
import { entities } from './entities.js';
import { migrations } from './migrations.js';
import { domainTypes } from './parsers.js';
import { SnakeCase } from './snake-case.js';

/** How long to wait for a connection, a new one or one that is free, before giving up; whoever asked tries again. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A burst of rungs after a quiet while must not begin by opening connections: that takes as long as the burst itself. */
const IDLE_TIMEOUT_MS = 600_000;

/**
 * Settings of an application's session. What a process that vanished has locked comes free, and who waits for a lock does not keep a
 * connection for ever.
 */
const APPLICATION_SETTINGS = {
  role: APPLICATION_ROLE,
  idle_in_transaction_session_timeout: '30s',
  lock_timeout: '10s',
};

export interface DataSourceOptions {
  readonly url: string;
  /** Works with the application's role; false for the owner of the tables, who runs the migrations. True by default. */
  readonly applicationRole?: boolean;
  /** Connections at most; 10 by default. */
  readonly poolSize?: number;
}

/** The database, not yet connected: `initialize()` does that, `destroy()` ends it. */
export function createDataSource({
  url,
  applicationRole = true,
  poolSize = 10,
}: DataSourceOptions): DataSource {
  const settings = { TimeZone: 'UTC', ...(applicationRole ? APPLICATION_SETTINGS : {}) };
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities,
    migrations,
    migrationsTransactionMode: 'all',
    synchronize: false,
    installExtensions: false,
    namingStrategy: new SnakeCase(),
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: {
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
      types: domainTypes,
      keepAlive: true,
    },
  });
}
