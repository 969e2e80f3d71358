import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ChangeBrief } from '../../../libs/domain/change/change.js';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { CommandResponse } from '../subjects/command.response.dto.js';
import { ChangePreviewService } from './change-preview.service.js';
import { ChangePreviewResponse } from './dto/change-preview.response.dto.js';
import { ChangeResponse } from './dto/change.response.dto.js';
import {
  ApprovalRequest,
  ChangeParams,
  ChangesRequest,
  CycleChangeRequest,
  TargetParams,
} from './dto/change.request.dto.js';
import { ProposalsService } from './proposals.service.js';
import { cycleTarget } from './target.js';
import { TermsService } from './terms.service.js';

@ApiTags('cycles')
@Controller('cycles/:id/changes')
export class CycleChangesController {
  constructor(
    private readonly terms: TermsService,
    private readonly proposals: ProposalsService,
    private readonly previews: ChangePreviewService,
  ) {}

  @Get()
  @Allow('officer')
  @Operation('Lists the changes of a cycle', 'Each that was ever proposed, and what became of it.')
  @Answers(200, 'By id.', pageOf(ChangeResponse))
  list(@Param() { id }: TargetParams, @Query() query: ChangesRequest): Promise<Page<ChangeResponse>> {
    return this.proposals.list(cycleTarget(id), query);
  }

  @Post()
  @Allow('officer')
  @Operation(
    'Proposes a change of a cycle',
    'In force for the first period that begins on its date or after it, once another person has approved it.',
  )
  @Answers(201, 'It waits for its approval.', ChangeResponse)
  @ApiProblems(404, 409)
  async propose(
    @CurrentCommand() command: Command,
    @Param() { id }: TargetParams,
    @Body() body: CycleChangeRequest,
  ): Promise<ChangeResponse> {
    return this.proposals.propose(command, await this.terms.ofCycle(id, body), body);
  }

  @Get(':n')
  @Allow('officer')
  @Operation('Shows a change of a cycle')
  @Answers(200, 'The change.', ChangeResponse)
  @ApiProblems(404)
  show(@Param() { id, n }: ChangeParams): Promise<ChangeResponse> {
    return this.proposals.show(cycleTarget(id), n);
  }

  @Get(':n/preview')
  @Allow('officer')
  @Operation(
    'Shows what a change makes otherwise',
    'Openings, deadlines and rungs of the coming year, before and after.',
  )
  @Answers(200, 'What differs, cycle by cycle.', ChangePreviewResponse)
  @ApiProblems(404)
  async preview(@Param() { id, n }: ChangeParams): Promise<ChangePreviewResponse> {
    const { brief } = await this.proposals.find(cycleTarget(id), n);
    return this.previews.preview(brief as ChangeBrief);
  }

  @Post(':n/approval')
  @Allow('officer')
  @Operation(
    'Approves or rejects a change of a cycle',
    "Another person than the one who proposed it: whoever is asked, a post above, or an administrator. A floor is the superior unit's alone.",
  )
  @Answers(201, 'The ledger holds the decision.', CommandResponse)
  @ApiProblems(404, 409, 503)
  decide(
    @CurrentCommand() command: Command,
    @Param() { id, n }: ChangeParams,
    @Body() body: ApprovalRequest,
  ): Promise<CommandResponse> {
    return this.proposals.decide(command, cycleTarget(id), n, body);
  }
}
