import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { ObligationResponse } from '../obligations/dto/obligation.response.dto.js';
import { Look } from '../looks/look.decorator.js';
import { IncidentPath, IncidentsRequest, ReportIncidentRequest } from './dto/incident.request.dto.js';
import { IncidentResponse } from './dto/incident.response.dto.js';
import { IncidentsService } from './incidents.service.js';

@ApiTags('incidents')
@Controller('incidents')
export class IncidentsController {
  constructor(private readonly incidents: IncidentsService) {}

  @Get()
  @Allow('officer')
  @Look('incidents')
  @Operation('Lists incidents', 'As far as the caller sees the obligations that they are.')
  @Answers(200, 'The latest first.', pageOf(ObligationResponse))
  list(
    @CurrentCaller() caller: Caller,
    @Query() filter: IncidentsRequest,
  ): Promise<Page<ObligationResponse>> {
    return this.incidents.list(caller, filter);
  }

  @Post()
  @Allow('officer')
  @Operation(
    'Reports an incident (突发事件)',
    "By anybody who holds a post in the institution. It is about the institution's own channels, publications, systems or work.",
  )
  @Answers(201, 'On record; the clock of its triage runs.', IncidentResponse)
  @ApiProblems(409)
  report(
    @CurrentCommand() command: Command,
    @Body() request: ReportIncidentRequest,
  ): Promise<IncidentResponse> {
    return this.incidents.report(command, request);
  }

  @Get(':id')
  @Allow('officer')
  @Look('incident')
  @Operation('One incident, with its clocks', 'Its timeline and explanation are those of the obligation.')
  @Answers(200, 'As it stands.', IncidentResponse)
  @ApiProblems(404)
  detail(@CurrentCaller() caller: Caller, @Param() { id }: IncidentPath): Promise<IncidentResponse> {
    return this.incidents.detail(caller, id);
  }
}
