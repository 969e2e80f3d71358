import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { ChangePreviewService } from './change-preview.service.js';
import { changesOf } from './changes.controller.js';
import { ChangeResponse } from './dto/change.response.dto.js';
import { PolicyChangeRequest, TargetParams } from './dto/change.request.dto.js';
import { ProposalsService } from './proposals.service.js';
import { policyTarget } from './target.js';
import { TermsService } from './terms.service.js';

@ApiTags('units')
@Controller('units/:id/policy-changes')
export class PolicyChangesController extends changesOf('the policy of a unit', policyTarget) {
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
    'Proposes a change of the policy of a unit',
    'Approved, every cycle of the unit, and of those below it that have no policy of their own, goes by it from its date on.',
  )
  @Answers(201, 'It waits for its approval.', ChangeResponse)
  @ApiProblems(404, 409)
  async propose(
    @CurrentCommand() command: Command,
    @Param() { id }: TargetParams,
    @Body() body: PolicyChangeRequest,
  ): Promise<ChangeResponse> {
    return this.proposals.propose(command, await this.terms.ofPolicy(command.caller, id, body), body);
  }
}
