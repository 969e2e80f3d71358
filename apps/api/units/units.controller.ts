import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { IdParams } from '../common/fields/index.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { IfMatch } from '../common/version/if-match.js';
import { AtRequest } from '../organisation/dated.js';
import { ChangeUnitRequest, CreateUnitRequest, UnitsRequest } from './dto/unit.request.dto.js';
import { UnitResponse } from './dto/unit.response.dto.js';
import { UnitsService } from './units.service.js';

@ApiTags('organisation')
@Controller('units')
export class UnitsController {
  constructor(private readonly units: UnitsService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists units')
  @Answers(200, 'By id.', pageOf(UnitResponse))
  list(@CurrentCaller() caller: Caller, @Query() query: UnitsRequest): Promise<Page<UnitResponse>> {
    return this.units.list(caller, query);
  }

  @Get(':id')
  @Allow('officer')
  @Operation('Shows a unit', 'With what is planned for it.')
  @Answers(200, 'The unit.', UnitResponse)
  @ApiProblems(404)
  show(
    @CurrentCaller() caller: Caller,
    @Param() { id }: IdParams,
    @Query() { at }: AtRequest,
  ): Promise<UnitResponse> {
    return this.units.show(caller, id, at);
  }

  @Post()
  @Allow('administrator')
  @Operation('Adds a unit below another')
  @Answers(201, 'Added.', UnitResponse)
  @ApiProblems(409)
  create(@CurrentCommand() command: Command, @Body() body: CreateUnitRequest): Promise<UnitResponse> {
    return this.units.create(command, body);
  }

  @Patch(':id')
  @Allow('administrator')
  @Operation(
    'Changes what a unit is called, its calendar, or the unit above it',
    'From now on or from a later instant; what it was before stays on record.',
  )
  @Answers(200, 'Changed.', UnitResponse)
  @ApiProblems(404, 409)
  change(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @IfMatch() version: number,
    @Body() body: ChangeUnitRequest,
  ): Promise<UnitResponse> {
    return this.units.change(command, id, version, body);
  }

  @Post(':id/ending')
  @Allow('administrator')
  @Operation(
    'Ends a unit',
    'From now on. Its posts, bodies and the units below it must have been ended before.',
  )
  @Answers(200, 'Ended.', UnitResponse)
  @ApiProblems(404, 409)
  end(@CurrentCommand() command: Command, @Param() { id }: IdParams): Promise<UnitResponse> {
    return this.units.end(command, id);
  }
}
