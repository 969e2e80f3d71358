import { Body, Get, Param, Post, Query } from '@nestjs/common';
import type { ChangeBrief, ChangeTarget } from '../../../libs/domain/change/change.js';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { CommandResponse } from '../subjects/command.response.dto.js';
import type { ChangePreviewService } from './change-preview.service.js';
import { ChangePreviewResponse } from './dto/change-preview.response.dto.js';
import { ChangeResponse } from './dto/change.response.dto.js';
import { ApprovalRequest, ChangeParams, ChangesRequest, TargetParams } from './dto/change.request.dto.js';
import type { ProposalsService } from './proposals.service.js';

/**
 * The routes of proposed changes that are the same whatever is changed: the controllers of cycles, duties and policies extend it, each
 * with what may be proposed.
 *
 * @param what is changed, as the documentation names it: `a cycle`
 */
export function changesOf(what: string, targetOf: (id: string) => ChangeTarget) {
  abstract class ChangesController {
    constructor(
      protected readonly proposals: ProposalsService,
      protected readonly previews: ChangePreviewService,
    ) {}

    @Get()
    @Allow('officer')
    @Operation(`Lists the changes of ${what}`, 'Each that was ever proposed, and what became of it.')
    @Answers(200, 'By their numbers.', pageOf(ChangeResponse))
    list(@Param() { id }: TargetParams, @Query() query: ChangesRequest): Promise<Page<ChangeResponse>> {
      return this.proposals.list(targetOf(id), query);
    }

    @Get(':n')
    @Allow('officer')
    @Operation(`Shows a change of ${what}`)
    @Answers(200, 'The change.', ChangeResponse)
    @ApiProblems(404)
    show(@Param() { id, n }: ChangeParams): Promise<ChangeResponse> {
      return this.proposals.show(targetOf(id), n);
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
      const { brief } = await this.proposals.find(targetOf(id), n);
      return this.previews.preview(brief as ChangeBrief);
    }

    @Post(':n/approval')
    @Allow('officer')
    @Operation(
      `Approves or rejects a change of ${what}`,
      "Another person than the one who proposed it: whoever is asked, a post above, or an administrator. A floor is the superior unit's alone.",
    )
    @Answers(201, 'The ledger holds the decision.', CommandResponse)
    @ApiProblems(404, 409, 503)
    decide(
      @CurrentCommand() command: Command,
      @Param() { id, n }: ChangeParams,
      @Body() body: ApprovalRequest,
    ): Promise<CommandResponse> {
      return this.proposals.decide(command, targetOf(id), n, body);
    }
  }
  return ChangesController;
}
