import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { ConcernedPeople } from './concerned-people.js';
import { LatestStages } from './latest-stages.js';
import { ObligationHistory } from './obligation-history.service.js';
import { ObligationCommandsController } from './obligation-commands.controller.js';
import { ObligationCommands } from './obligation-commands.service.js';
import { ObligationsController } from './obligations.controller.js';
import { ObligationsService } from './obligations.service.js';
import { OneOffTasks } from './one-off-tasks.service.js';

@Module({
  imports: [CalendarsModule, DocumentsModule],
  controllers: [ObligationsController, ObligationCommandsController],
  providers: [
    ConcernedPeople,
    ObligationsService,
    ObligationHistory,
    ObligationCommands,
    OneOffTasks,
    LatestStages,
  ],
  exports: [ObligationsService, ObligationCommands, LatestStages],
})
export class ObligationsModule {}
