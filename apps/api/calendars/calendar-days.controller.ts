import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { IfMatch } from '../common/version/if-match.js';
import { CalendarDaysService } from './calendar-days.service.js';
import { CalendarDayParams, CalendarDaysRequest, SetCalendarDayRequest } from './dto/calendar.request.dto.js';
import { CalendarDaysResponse } from './dto/calendar.response.dto.js';

@ApiTags('calendars')
@Controller('calendars')
export class CalendarDaysController {
  constructor(private readonly days: CalendarDaysService) {}

  @Get(':id/days')
  @Allow('officer')
  @Operation('Lists the days of a calendar, worked or not')
  @Answers(200, 'Each day from the first to the last.', CalendarDaysResponse)
  @ApiProblems(404)
  list(@Param() { id }: IdParams, @Query() query: CalendarDaysRequest): Promise<CalendarDaysResponse> {
    return this.days.list(id, query);
  }

  @Put(':id/days/:date')
  @Allow('administrator')
  @Operation(
    'Makes a day worked or free',
    'A new version of the calendar: open deadlines that count working days follow it.',
  )
  @Answers(200, 'The day in the new version.', CalendarDaysResponse)
  @ApiProblems(404)
  set(
    @CurrentCommand() command: Command,
    @Param() { id, date }: CalendarDayParams,
    @IfMatch() version: number,
    @Body() body: SetCalendarDayRequest,
  ): Promise<CalendarDaysResponse> {
    return this.days.set(command, id, date, version, body);
  }
}
