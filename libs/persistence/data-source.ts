import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { APPLICATION_ROLE } from './application-role.js';
import { entities } from './entities.js';
import { migrations } from './migrations.js';
import { domainTypes } from './parsers.js';
import { SnakeCase } from './snake-case.js';

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
    extra: {
      options: `-c TimeZone=UTC${applicationRole ? ` -c role=${APPLICATION_ROLE}` : ''}`,
      types: domainTypes,
    },
  });
}
