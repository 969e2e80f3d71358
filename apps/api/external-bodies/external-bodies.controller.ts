import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { BodiesRequest } from '../bodies/dto/body.request.dto.js';
import { BodyResponse } from '../bodies/dto/body.response.dto.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { CreateExternalBodyRequest } from './dto/external-body.request.dto.js';
import { ExternalBodiesService } from './external-bodies.service.js';

@ApiTags('organisation')
@Controller('external-bodies')
export class ExternalBodiesController {
  constructor(private readonly bodies: ExternalBodiesService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists bodies outside the institution', 'Each is a body like the others, at `/bodies/{id}`.')
  @Answers(200, 'By id.', pageOf(BodyResponse))
  list(@CurrentCaller() caller: Caller, @Query() query: BodiesRequest): Promise<Page<BodyResponse>> {
    return this.bodies.list(caller, query);
  }

  @Post()
  @Allow('administrator')
  @Operation(
    'Adds a body outside the institution',
    'Nobody sits in it and it has no accounts: what it owes, it answers by letter.',
  )
  @Answers(201, 'Added.', BodyResponse)
  @ApiProblems(409)
  create(@CurrentCommand() command: Command, @Body() body: CreateExternalBodyRequest): Promise<BodyResponse> {
    return this.bodies.create(command, body);
  }
}
