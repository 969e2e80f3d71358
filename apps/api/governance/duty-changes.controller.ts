import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { ChangePreviewService } from './change-preview.service.js';
import { changesOf } from './changes.controller.js';
import { ChangeResponse } from './dto/change.response.dto.js';
import { DutyChangeRequest, TargetParams } from './dto/change.request.dto.js';
import { ProposalsService } from './proposals.service.js';
import { dutyTarget } from './target.js';
import { TermsService } from './terms.service.js';

@ApiTags('duties')
@Controller('duties/:id/changes')
export class DutyChangesController extends changesOf('a duty', dutyTarget) {
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
    'Proposes a change of a duty',
    'Approved, it is the next version of the duty, and every cycle of it goes by that from its date on.',
  )
  @Answers(201, 'It waits for its approval.', ChangeResponse)
  @ApiProblems(404, 409)
  async propose(
    @CurrentCommand() command: Command,
    @Param() { id }: TargetParams,
    @Body() body: DutyChangeRequest,
  ): Promise<ChangeResponse> {
    return this.proposals.propose(command, await this.terms.ofDuty(command.caller, id, body), body);
  }
}
