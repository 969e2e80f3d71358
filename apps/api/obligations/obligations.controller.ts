import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { Caller, CurrentCaller } from '../auth/caller.js';
import { IdField } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { Look } from '../looks/look.decorator.js';
import { ObligationDetailResponse, ObligationResponse } from './dto/obligation.response.dto.js';
import { ObligationsRequest } from './dto/obligations.request.dto.js';
import { OpenTaskRequest } from './dto/open-task.request.dto.js';
import { ExplanationResponse, toPartyExplanation } from './dto/explanation.response.dto.js';
import { TimelineResponse } from './dto/timeline.response.dto.js';
import { ObligationHistory } from './obligation-history.service.js';
import { ObligationsService } from './obligations.service.js';
import { OneOffTasks } from './one-off-tasks.service.js';

export class ObligationPath {
  @IdField({ description: 'The id of the obligation.', example: 'topic-study.2027-01-01' })
  id: string;
}

@ApiTags('obligations')
@Controller('obligations')
export class ObligationsController {
  constructor(
    private readonly obligations: ObligationsService,
    private readonly oneOffTasks: OneOffTasks,
    private readonly history: ObligationHistory,
  ) {}

  @Get()
  @Allow('officer')
  @Look('obligations')
  @Operation('The board', 'Obligations that concern the caller: in units of theirs, or in posts of theirs.')
  @Answers(200, 'A page, in the order of ids.', pageOf(ObligationResponse))
  list(
    @CurrentCaller() caller: Caller,
    @Query() filter: ObligationsRequest,
  ): Promise<Page<ObligationResponse>> {
    return this.obligations.list(caller, filter);
  }

  @Post()
  @Allow('clerk', 'supervisor')
  @Operation(
    'Open a one-off task',
    'A task (临时任务) beside the plan, with a ladder of its own; its clock starts at once.',
  )
  @Answers(201, 'The task is open.', ObligationDetailResponse)
  open(
    @CurrentCommand() command: Command,
    @Body() request: OpenTaskRequest,
  ): Promise<ObligationDetailResponse> {
    return this.oneOffTasks.open(command, request);
  }

  @Get(':id')
  @Allow('officer')
  @Look('obligation')
  @Operation('One obligation with its parties')
  @Answers(200, 'Where it stands.', ObligationDetailResponse)
  @ApiProblems(404)
  detail(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ObligationPath,
  ): Promise<ObligationDetailResponse> {
    return this.obligations.detail(caller, id);
  }

  @Get(':id/timeline')
  @Allow('officer')
  @Look('timeline')
  @Operation('What happened, and what is still to come, in one list')
  @Answers(200, 'Past entries, then future rungs.', TimelineResponse)
  @ApiProblems(404)
  async timeline(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ObligationPath,
  ): Promise<TimelineResponse> {
    return { items: await this.history.timeline(caller, id) };
  }

  @Get(':id/explanation')
  @Allow('officer')
  @Look('explanation')
  @Operation(
    'Why each instant is what it is',
    'Days, holidays, suspensions, extensions, versions, and the basis of the duty.',
  )
  @Answers(200, 'One explanation for each party.', ExplanationResponse)
  @ApiProblems(404)
  async explanation(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ObligationPath,
  ): Promise<ExplanationResponse> {
    return { parties: (await this.history.explanation(caller, id)).map(toPartyExplanation) };
  }
}
