import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { InquiriesController } from './inquiries.controller.js';
import { InquiriesService } from './inquiries.service.js';
import { InquiryStepsController } from './inquiry-steps.controller.js';
import { InquirySteps } from './inquiry-steps.service.js';

@Module({
  imports: [CalendarsModule, DocumentsModule, ObligationsModule],
  controllers: [InquiriesController, InquiryStepsController],
  providers: [InquiriesService, InquirySteps],
})
export class InquiriesModule {}
