import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { IdField } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { badRequest } from '../common/problem/problem.js';
import { YAML_TYPES } from '../common/request/text-types.js';
import { EffortRequest, EffortResponse } from './dto/effort.dto.js';
import { ImportPlanRequest, PlansRequest } from './dto/plan.request.dto.js';
import { ImportedPlanResponse, PlanResponse } from './dto/plan.response.dto.js';
import { EXAMPLE_PLAN } from './example-plan.js';
import { PlanEffort } from './plan-effort.service.js';
import { PlansService } from './plans.service.js';

export class PlanPath {
  @IdField({ description: 'The id of the plan.', example: 'court.court' })
  id: string;
}

@ApiTags('plans')
@Controller('plans')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly costs: PlanEffort,
  ) {}

  @Get()
  @Allow('officer')
  @Operation('Lists plans')
  @Answers(200, 'By id.', pageOf(PlanResponse))
  list(@Query() query: PlansRequest): Promise<Page<PlanResponse>> {
    return this.plans.list(query);
  }

  @Get(':id')
  @Allow('officer')
  @Operation('Shows a plan')
  @Answers(200, 'Its newest edition.', PlanResponse)
  @ApiProblems(404)
  show(@Param() { id }: PlanPath): Promise<PlanResponse> {
    return this.plans.show(id);
  }

  @Get(':id/effort')
  @Allow('officer')
  @Operation(
    'Says what the plan costs each role',
    'Minutes a month for one holder of a post of each kind, from what the stages of the duties declare.',
  )
  @Answers(200, 'By role.', EffortResponse)
  @ApiProblems(404)
  effort(@Param() { id }: PlanPath, @Query() { from }: EffortRequest): Promise<EffortResponse> {
    return this.costs.of(id, from);
  }

  @Post()
  @Allow('administrator')
  @ApiConsumes(...YAML_TYPES)
  @ApiBody({
    description: 'A plan pack, as libs/plan/README.md describes it.',
    schema: { type: 'string', maxLength: 1_048_576, example: EXAMPLE_PLAN },
  })
  @Operation(
    'Imports a plan',
    'All of it or nothing; each fault comes with its line. A plan is imported again only in a higher edition.',
  )
  @Answers(201, 'The unit has adopted it.', ImportedPlanResponse)
  @ApiProblems(409)
  import(
    @CurrentCommand() command: Command,
    @Query() query: ImportPlanRequest,
    @Body() text: unknown,
  ): Promise<ImportedPlanResponse> {
    if (typeof text !== 'string') throw badRequest([{ pointer: '', detail: 'must be a plan in YAML' }]);
    return this.plans.import(command, query, text);
  }
}
