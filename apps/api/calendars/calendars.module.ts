import { Global, Module } from '@nestjs/common';
import { CalendarDaysController } from './calendar-days.controller.js';
import { CalendarDaysService } from './calendar-days.service.js';
import { Calendars } from './calendars.js';

@Global()
@Module({
  controllers: [CalendarDaysController],
  providers: [Calendars, CalendarDaysService],
  exports: [Calendars],
})
export class CalendarsModule {}
