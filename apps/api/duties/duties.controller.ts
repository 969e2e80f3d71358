import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { IdField, QueryWholeField } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { CreateDutyRequest, DutiesRequest } from './dto/duty.request.dto.js';
import { DutyResponse } from './dto/duty.response.dto.js';
import { DutiesService } from './duties.service.js';

export class DutyPath {
  @IdField({ description: 'The id of the duty.', example: 'court.topic-study' })
  id: string;
}

export class DutyVersionRequest {
  @QueryWholeField({
    description: 'An earlier version; the newest where it is left out.',
    example: 1,
    min: 1,
    max: 1_000_000,
    optional: true,
  })
  version?: number;
}

@ApiTags('duties')
@Controller('duties')
export class DutiesController {
  constructor(private readonly duties: DutiesService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists duties', 'The newest version of each.')
  @Answers(200, 'By id.', pageOf(DutyResponse))
  list(@Query() query: DutiesRequest): Promise<Page<DutyResponse>> {
    return this.duties.list(query);
  }

  @Get(':id')
  @Allow('officer')
  @Operation('Shows a duty')
  @Answers(200, 'The duty.', DutyResponse)
  @ApiProblems(404)
  show(@Param() { id }: DutyPath, @Query() { version }: DutyVersionRequest): Promise<DutyResponse> {
    return this.duties.show(id, version);
  }

  @Post()
  @Allow('administrator')
  @Operation('Lays down a duty beside the plan', 'It is owed once a cycle opens it.')
  @Answers(201, 'Its first version.', DutyResponse)
  @ApiProblems(409)
  create(@CurrentCommand() command: Command, @Body() body: CreateDutyRequest): Promise<DutyResponse> {
    return this.duties.create(command, body);
  }
}
