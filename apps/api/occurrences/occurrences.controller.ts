import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { Caller, CurrentCaller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { PageRequest } from '../common/page/page.request.dto.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { DutyPath } from '../duties/duties.controller.js';
import { Look } from '../looks/look.decorator.js';
import { ObligationDetailResponse, ObligationResponse } from '../obligations/dto/obligation.response.dto.js';
import { OpenOccurrenceRequest } from './dto/occurrence.request.dto.js';
import { OccurrencesService } from './occurrences.service.js';

@ApiTags('duties')
@Controller('duties/:id/occurrences')
export class OccurrencesController {
  constructor(private readonly occurrences: OccurrencesService) {}

  @Get()
  @Allow('officer')
  @Look('occurrences')
  @Operation(
    'What has happened under a duty',
    'The obligations that answer it, as far as the caller sees them.',
  )
  @Answers(200, 'The latest first.', pageOf(ObligationResponse))
  list(
    @CurrentCaller() caller: Caller,
    @Param() { id }: DutyPath,
    @Query() page: PageRequest,
  ): Promise<Page<ObligationResponse>> {
    return this.occurrences.list(caller, id, page);
  }

  @Post()
  @Allow('officer')
  @Operation(
    'Enters that something happened which the duty answers',
    'Its clock starts at once. By whoever holds a post that the duty names, in the unit concerned or above it, or a clerk in the name of one (代办).',
  )
  @Answers(201, 'The obligation is open.', ObligationDetailResponse)
  @ApiProblems(404, 409)
  open(
    @CurrentCommand() command: Command,
    @Param() { id }: DutyPath,
    @Body() request: OpenOccurrenceRequest,
  ): Promise<ObligationDetailResponse> {
    return this.occurrences.open(command, id, request);
  }
}
