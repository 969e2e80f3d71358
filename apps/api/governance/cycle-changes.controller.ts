import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { ChangePreviewService } from './change-preview.service.js';
import { changesOf } from './changes.controller.js';
import { ChangeResponse } from './dto/change.response.dto.js';
import { CycleChangeRequest, TargetParams } from './dto/change.request.dto.js';
import { ProposalsService } from './proposals.service.js';
import { cycleTarget } from './target.js';
import { TermsService } from './terms.service.js';

@ApiTags('cycles')
@Controller('cycles/:id/changes')
export class CycleChangesController extends changesOf('a cycle', cycleTarget) {
  constructor(
    private readonly terms: TermsService,
    proposals: ProposalsService,
    previews: ChangePreviewService,
  ) {
    super(proposals, previews);
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
}
