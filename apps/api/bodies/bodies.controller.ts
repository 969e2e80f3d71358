import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { IfMatch } from '../common/version/if-match.js';
import { AtRequest } from '../organisation/dated.js';
import { BodiesService } from './bodies.service.js';
import { BodiesRequest, ChangeBodyRequest, CreateBodyRequest } from './dto/body.request.dto.js';
import { BodyResponse } from './dto/body.response.dto.js';

@ApiTags('organisation')
@Controller('bodies')
export class BodiesController {
  constructor(private readonly bodies: BodiesService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists bodies')
  @Answers(200, 'By id.', pageOf(BodyResponse))
  list(@CurrentCaller() caller: Caller, @Query() query: BodiesRequest): Promise<Page<BodyResponse>> {
    return this.bodies.list(caller, query);
  }

  @Get(':id')
  @Allow('officer')
  @Operation('Shows a body')
  @Answers(200, 'The body.', BodyResponse)
  @ApiProblems(404)
  show(
    @CurrentCaller() caller: Caller,
    @Param() { id }: IdParams,
    @Query() { at }: AtRequest,
  ): Promise<BodyResponse> {
    return this.bodies.show(caller, id, at);
  }

  @Post()
  @Allow('administrator')
  @Operation('Adds a body to a unit')
  @Answers(201, 'Added.', BodyResponse)
  @ApiProblems(409)
  create(@CurrentCommand() command: Command, @Body() body: CreateBodyRequest): Promise<BodyResponse> {
    return this.bodies.create(command, body);
  }

  @Patch(':id')
  @Allow('administrator')
  @Operation(
    'Changes a body',
    'From now on or from a later instant. What is open keeps the posts that it was opened with.',
  )
  @Answers(200, 'Changed.', BodyResponse)
  @ApiProblems(404, 409)
  change(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @IfMatch() version: number,
    @Body() body: ChangeBodyRequest,
  ): Promise<BodyResponse> {
    return this.bodies.change(command, id, version, body);
  }

  @Post(':id/ending')
  @Allow('administrator')
  @Operation('Ends a body', 'From now on; it must owe nothing any more.')
  @Answers(200, 'Ended.', BodyResponse)
  @ApiProblems(404, 409)
  end(@CurrentCommand() command: Command, @Param() { id }: IdParams): Promise<BodyResponse> {
    return this.bodies.end(command, id);
  }
}
