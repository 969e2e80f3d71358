import { Module } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { WorkflowHistories } from '../../../libs/temporal/history/workflow-histories.js';
import { WorkflowsController } from './workflows.controller.js';
import { WorkflowsService } from './workflows.service.js';

@Module({
  controllers: [WorkflowsController],
  providers: [
    WorkflowsService,
    {
      provide: WorkflowHistories,
      inject: [Client],
      useFactory: (client: Client) => new WorkflowHistories(client),
    },
  ],
})
export class WorkflowsModule {}
