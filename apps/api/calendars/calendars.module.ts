import { Global, Module } from '@nestjs/common';
import { CalendarDaysController } from './calendar-days.controller.js';
import { CalendarDaysService } from './calendar-days.service.js';
import { CalendarMovesService } from './calendar-moves.service.js';
import { CalendarVersionsController } from './calendar-versions.controller.js';
import { CalendarYearsService } from './calendar-years.service.js';
import { Calendars } from './calendars.js';

@Global()
@Module({
  controllers: [CalendarDaysController, CalendarVersionsController],
  providers: [Calendars, CalendarDaysService, CalendarYearsService, CalendarMovesService],
  exports: [Calendars],
})
export class CalendarsModule {}
