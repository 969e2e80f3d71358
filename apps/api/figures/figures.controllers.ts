import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { Caller, CurrentCaller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { badRequest } from '../common/problem/problem.js';
import { CSV_TYPES } from '../common/request/text-types.js';
import { DutyPath } from '../duties/duties.controller.js';
import { Look } from '../looks/look.decorator.js';
import { PartyCommandRequest } from '../obligations/dto/command.request.dto.js';
import { ObligationPath } from '../obligations/obligations.controller.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import { SubjectCommandRoute } from '../subjects/subject-command-route.js';
import { BranchFiguresResponse, FiguresRequest } from './dto/figures.dto.js';
import { FiguresService } from './figures.service.js';

const EXAMPLE = '支部,党员数,注册人数,活跃人数,平均分\n第一支部,20,18,9,31.5\n';

@ApiTags('obligations')
@Controller('obligations')
export class HandedInFiguresController {
  constructor(private readonly figures: FiguresService) {}

  @SubjectCommandRoute(
    'figures',
    'Hand in totals and averages per branch',
    'As the evidence `figures` of the open stage. Columns: 支部 (branch), 党员数 (members), 注册人数 (registered), 活跃人数 (active), 平均分 (averagePoints), and no other: nothing about persons is taken. Each fault comes with its line; its pointer is /line/column, counted from 1.',
  )
  @ApiConsumes(...CSV_TYPES)
  @ApiBody({
    description: 'CSV in UTF-8, at most 1,000 rows; a branch by the id or title of its unit.',
    schema: { type: 'string', maxLength: 1_048_576, example: EXAMPLE },
  })
  handIn(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Query() target: PartyCommandRequest,
    @Body() text: unknown,
  ): Promise<CommandResponse> {
    if (typeof text !== 'string') throw badRequest([{ pointer: '', detail: 'must be figures in CSV' }]);
    return this.figures.handIn(command, id, target, text);
  }
}

@ApiTags('duties')
@Controller('duties/:id/figures')
export class FiguresTrendController {
  constructor(private readonly figures: FiguresService) {}

  @Get()
  @Allow('officer')
  @Look('figures')
  @Operation(
    'The trend of figures per branch',
    'What was handed in and stands, of the latest 120 periods that the caller sees. It is no ranking, and no part of an assessment.',
  )
  @Answers(200, 'By unit, then by period.', pageOf(BranchFiguresResponse))
  @ApiProblems(404)
  trend(
    @CurrentCaller() caller: Caller,
    @Param() { id }: DutyPath,
    @Query() request: FiguresRequest,
  ): Promise<Page<BranchFiguresResponse>> {
    return this.figures.trend(caller, id, request);
  }
}
