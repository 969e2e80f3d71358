import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { OccurrenceOpenings } from './occurrence-openings.js';
import { OccurrencesController } from './occurrences.controller.js';
import { OccurrencesService } from './occurrences.service.js';

@Module({
  imports: [DocumentsModule, ObligationsModule],
  controllers: [OccurrencesController],
  providers: [OccurrencesService, OccurrenceOpenings],
  exports: [OccurrenceOpenings],
})
export class OccurrencesModule {}
