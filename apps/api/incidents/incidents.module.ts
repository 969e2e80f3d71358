import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { OccurrencesModule } from '../occurrences/occurrences.module.js';
import { IncidentStepsController } from './incident-steps.controller.js';
import { IncidentSteps } from './incident-steps.service.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentsService } from './incidents.service.js';

@Module({
  imports: [DocumentsModule, ObligationsModule, OccurrencesModule],
  controllers: [IncidentsController, IncidentStepsController],
  providers: [IncidentsService, IncidentSteps],
})
export class IncidentsModule {}
