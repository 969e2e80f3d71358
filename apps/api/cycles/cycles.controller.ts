import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { Caller, CurrentCaller } from '../auth/caller.js';
import { IdField } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { CyclesService } from './cycles.service.js';
import { CreateCycleRequest, CyclesRequest, PreviewRequest } from './dto/cycle.request.dto.js';
import { CycleResponse } from './dto/cycle.response.dto.js';
import { PreviewResponse } from './dto/preview.response.dto.js';

export class CyclePath {
  @IdField({ description: 'The id of the cycle.', example: 'court.topic-study' })
  id: string;
}

@ApiTags('cycles')
@Controller('cycles')
export class CyclesController {
  constructor(private readonly cycles: CyclesService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists cycles')
  @Answers(200, 'By id.', pageOf(CycleResponse))
  list(
    @CurrentCaller() { organisation, at }: Caller,
    @Query() query: CyclesRequest,
  ): Promise<Page<CycleResponse>> {
    const { unit } = query;
    const below =
      unit === undefined ? [] : organisation.unitIds(at).filter((id) => organisation.isWithin(id, unit, at));
    return this.cycles.list(query, below);
  }

  @Get(':id')
  @Allow('officer')
  @Operation('Shows a cycle')
  @Answers(200, 'The cycle.', CycleResponse)
  @ApiProblems(404)
  show(@Param() { id }: CyclePath): Promise<CycleResponse> {
    return this.cycles.show(id);
  }

  @Get(':id/preview')
  @Allow('officer')
  @Operation(
    'Shows what is to come of a cycle',
    'Every opening, deadline and rung, if nobody acts and each stage is done by its deadline.',
  )
  @Answers(200, 'The periods that open between the two dates.', PreviewResponse)
  @ApiProblems(404)
  preview(@Param() { id }: CyclePath, @Query() query: PreviewRequest): Promise<PreviewResponse> {
    return this.cycles.preview(id, query);
  }

  @Post()
  @Allow('administrator')
  @Operation(
    'Begins a cycle',
    'The period that contains the adoption date opens first; earlier ones never do.',
  )
  @Answers(201, 'The cycle is on record.', CycleResponse)
  @ApiProblems(409)
  create(@CurrentCommand() command: Command, @Body() body: CreateCycleRequest): Promise<CycleResponse> {
    return this.cycles.create(command, body);
  }
}
