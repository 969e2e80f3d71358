import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { PageRequest } from '../common/page/page.request.dto.js';
import { Look } from '../looks/look.decorator.js';
import { WorkflowHistoryResponse, WorkflowParams } from './dto/workflow-history.dto.js';
import { WorkflowsService } from './workflows.service.js';

@ApiTags('ledger')
@Controller('workflows')
export class WorkflowsController {
  constructor(private readonly workflows: WorkflowsService) {}

  @Get(':id/history')
  @Allow('officer')
  @Look('workflow-history')
  @Operation(
    'What a workflow went through, beside what the ledger holds of it',
    "Temporal's events in plain words, run by run, each with the entries that it produced, and the gaps in either direction. Where Temporal " +
      'keeps a run no longer, or is away, the run is told from the ledger, and says so. To whoever may see the entries of the subject.',
  )
  @Answers(200, 'A page, from the beginning.', WorkflowHistoryResponse)
  @ApiProblems(404)
  history(
    @CurrentCaller() caller: Caller,
    @Param() { id }: WorkflowParams,
    @Query() page: PageRequest,
  ): Promise<WorkflowHistoryResponse> {
    return this.workflows.history(caller, id, page);
  }
}
