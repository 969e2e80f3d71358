import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { ChannelsController } from './channels.controller.js';
import { ChannelsService } from './channels.service.js';
import { KeyDatesController } from './key-dates.controller.js';
import { KeyDatesService } from './key-dates.service.js';

@Module({
  imports: [CalendarsModule],
  controllers: [ChannelsController, KeyDatesController],
  providers: [ChannelsService, KeyDatesService],
})
export class RegistersModule {}
