import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { AbsencesService } from './absences.service.js';
import { AbsencesRequest, BeginAbsenceRequest } from './dto/absence.request.dto.js';
import { EndSpanRequest } from '../organisation/span.dto.js';
import { AbsenceResponse } from './dto/absence.response.dto.js';

@ApiTags('organisation')
@Controller('absences')
export class AbsencesController {
  constructor(private readonly absences: AbsencesService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists who is away when, and who stands in')
  @Answers(200, 'The latest first.', pageOf(AbsenceResponse))
  list(@Query() query: AbsencesRequest): Promise<Page<AbsenceResponse>> {
    return this.absences.list(query);
  }

  @Post()
  @Allow('officer')
  @Operation(
    'Has a substitute stand in for an officer',
    'Open to the officer, and to clerks and administrators of their unit. Tenures go on meanwhile.',
  )
  @Answers(201, 'Begun.', AbsenceResponse)
  @ApiProblems(409)
  begin(@CurrentCommand() command: Command, @Body() body: BeginAbsenceRequest): Promise<AbsenceResponse> {
    return this.absences.begin(command, body);
  }

  @Post(':id/ending')
  @Allow('officer')
  @Operation(
    'Ends an absence',
    'An end that lies ahead may be moved forward; one that has passed may not be moved.',
  )
  @Answers(200, 'Ended.', AbsenceResponse)
  @ApiProblems(404, 409)
  end(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @Body() body: EndSpanRequest,
  ): Promise<AbsenceResponse> {
    return this.absences.end(command, id, body);
  }
}
