import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { temporalClient } from '../../../libs/temporal/client.js';
import { CommandGateway } from '../../../libs/temporal/command-gateway.js';
import { SubjectStarter } from '../../../libs/temporal/subject-starter.js';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { Reachability } from './reachability.js';
import { TemporalHealth } from './temporal-health.js';

@Global()
@Module({
  providers: [
    {
      provide: Client,
      inject: [API_OPTIONS],
      useFactory: ({ temporal }: ApiOptions) => temporalClient(temporal),
    },
    {
      provide: CommandGateway,
      inject: [Client, API_OPTIONS],
      useFactory: (client: Client, { apiProcesses }: ApiOptions) =>
        new CommandGateway(client, { apiProcesses }),
    },
    {
      provide: SubjectStarter,
      inject: [Client, API_OPTIONS],
      useFactory: (client: Client, { temporalTaskQueue }: ApiOptions) =>
        new SubjectStarter(client, temporalTaskQueue),
    },
    TemporalHealth,
    Reachability,
  ],
  exports: [Client, CommandGateway, Reachability, SubjectStarter, TemporalHealth],
})
export class TemporalModule implements OnApplicationShutdown {
  constructor(@Inject(Client) private readonly client: Client) {}

  async onApplicationShutdown(): Promise<void> {
    await this.client.connection.close();
  }
}
