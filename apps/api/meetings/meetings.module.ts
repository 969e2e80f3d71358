import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { HandInsAgain } from './hand-ins-again.service.js';
import { MeetingCommandsController } from './meeting-commands.controller.js';
import { MeetingCommands } from './meeting-commands.service.js';
import { MeetingsController } from './meetings.controller.js';
import { MeetingsService } from './meetings.service.js';

@Module({
  imports: [CalendarsModule, DocumentsModule],
  controllers: [MeetingsController, MeetingCommandsController],
  providers: [MeetingsService, MeetingCommands, HandInsAgain],
})
export class MeetingsModule {}
