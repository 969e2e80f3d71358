import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { Caller, CurrentCaller } from '../auth/caller.js';
import { IdField } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { ObligationDetailResponse, ObligationResponse } from './dto/obligation.response.dto.js';
import { ObligationsRequest } from './dto/obligations.request.dto.js';
import { OpenTaskRequest } from './dto/open-task.request.dto.js';
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
  ) {}

  @Get()
  @Allow('officer')
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
  @Operation('One obligation with its parties')
  @Answers(200, 'Where it stands.', ObligationDetailResponse)
  @ApiProblems(404)
  detail(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ObligationPath,
  ): Promise<ObligationDetailResponse> {
    return this.obligations.detail(caller, id);
  }
}
