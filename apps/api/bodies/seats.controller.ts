import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { PageRequest } from '../common/page/page.request.dto.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { BeginSeatRequest, SeatParams, SeatResponse } from './dto/seat.dto.js';
import { EndSpanRequest } from '../organisation/span.dto.js';
import { SeatsService } from './seats.service.js';

@ApiTags('organisation')
@Controller('bodies/:id/seats')
export class SeatsController {
  constructor(private readonly seats: SeatsService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists who sits in a body, or sat in it')
  @Answers(200, 'The latest first.', pageOf(SeatResponse))
  @ApiProblems(404)
  list(@Param() { id }: IdParams, @Query() query: PageRequest): Promise<Page<SeatResponse>> {
    return this.seats.list(id, query);
  }

  @Post()
  @Allow('administrator')
  @Operation('Gives a post a seat in a body', 'One chair and one secretary at a time, and each member once.')
  @Answers(201, 'Begun.', SeatResponse)
  @ApiProblems(404, 409)
  begin(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @Body() body: BeginSeatRequest,
  ): Promise<SeatResponse> {
    return this.seats.begin(command, id, body);
  }

  @Post(':seat/ending')
  @Allow('administrator')
  @Operation('Ends a seat', 'An end that lies ahead may be moved; one that has passed may not.')
  @Answers(200, 'Ended.', SeatResponse)
  @ApiProblems(404, 409)
  end(
    @CurrentCommand() command: Command,
    @Param() { id, seat }: SeatParams,
    @Body() body: EndSpanRequest,
  ): Promise<SeatResponse> {
    return this.seats.end(command, id, seat, body);
  }
}
