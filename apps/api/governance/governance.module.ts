import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { ChangePreviewService } from './change-preview.service.js';
import { CycleChangesController } from './cycle-changes.controller.js';
import { DutyChangesController } from './duty-changes.controller.js';
import { PolicyChangesController } from './policy-changes.controller.js';
import { ProposalsService } from './proposals.service.js';
import { TermsService } from './terms.service.js';

/** Configuration is changed by two: one proposes, another approves. */
@Module({
  imports: [DocumentsModule],
  controllers: [CycleChangesController, DutyChangesController, PolicyChangesController],
  providers: [ProposalsService, TermsService, ChangePreviewService],
})
export class GovernanceModule {}
