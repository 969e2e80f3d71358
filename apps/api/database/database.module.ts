import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createDataSource } from '../../../libs/persistence/data-source.js';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { DatabaseConnection } from './database-connection.js';

@Global()
@Module({
  providers: [
    {
      provide: DataSource,
      inject: [API_OPTIONS],
      useFactory: ({ databaseUrl, databasePoolSize }: ApiOptions) =>
        createDataSource({ url: databaseUrl, poolSize: databasePoolSize }),
    },
    DatabaseConnection,
  ],
  exports: [DataSource, DatabaseConnection],
})
export class DatabaseModule {}
