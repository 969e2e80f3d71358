import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { Caller, CurrentCaller } from '../auth/caller.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { ObligationPath } from '../obligations/obligations.controller.js';
import { ReportResponse } from './dto/intake.response.dto.js';
import { Reports } from './reports.service.js';

@ApiTags('intake')
@Controller('obligations/:id/report')
export class ReportsController {
  constructor(private readonly reports: Reports) {}

  @Get()
  @Allow('officer')
  @Header('Cache-Control', 'no-store')
  @Operation(
    'What somebody wrote without an account',
    'To those alone who have to answer or to review the answer.',
  )
  @Answers(200, 'The report.', ReportResponse)
  @ApiProblems(404)
  show(@CurrentCaller() caller: Caller, @Param() { id }: ObligationPath): Promise<ReportResponse> {
    return this.reports.show(caller, id);
  }
}
