import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { PageRequest } from '../common/page/page.request.dto.js';
import { IfMatch } from '../common/version/if-match.js';
import { CalendarMovesService } from './calendar-moves.service.js';
import { CalendarYearsService } from './calendar-years.service.js';
import {
  CalendarVersionParams,
  CalendarYearParams,
  SetCalendarYearRequest,
} from './dto/calendar.request.dto.js';
import { CalendarDaysResponse } from './dto/calendar.response.dto.js';
import { MovedPage } from './dto/moved.response.dto.js';

@ApiTags('calendars')
@Controller('calendars')
export class CalendarVersionsController {
  constructor(
    private readonly years: CalendarYearsService,
    private readonly moves: CalendarMovesService,
  ) {}

  @Put(':id/years/:year')
  @Allow('administrator')
  @Operation(
    'Publishes the list of holidays of a year',
    'The whole of it, with make-up working days and the days that the unit makes free itself. It is a new version of the calendar: open deadlines follow it, and days that have passed stay as they were.',
  )
  @Answers(200, 'The days of the list in the new version.', CalendarDaysResponse)
  @ApiProblems(404, 409)
  set(
    @CurrentCommand() command: Command,
    @Param() { id, year }: CalendarYearParams,
    @IfMatch() version: number,
    @Body() { days }: SetCalendarYearRequest,
  ): Promise<CalendarDaysResponse> {
    return this.years.set(command, id, year, version, days);
  }

  @Get(':id/versions/:version/moved')
  @Allow('officer')
  @Operation('Lists what moved because of a version', 'Deadlines of obligations that the caller may see.')
  @Answers(200, 'Each stage that was planned again.', MovedPage)
  @ApiProblems(404)
  moved(
    @CurrentCaller() caller: Caller,
    @Param() { id, version }: CalendarVersionParams,
    @Query() query: PageRequest,
  ): Promise<MovedPage> {
    return this.moves.list(caller, id, version, query);
  }
}
