import { Body, Controller, Get, Header, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/allow.decorator.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { IntakeUnitPath, ReceiptPath, ReportRequest, SatisfactionRequest } from './dto/intake.request.dto.js';
import { MatterResponse, ReceiptResponse } from './dto/intake.response.dto.js';
import { IntakeService } from './intake.service.js';
import { Matters } from './matters.service.js';

/** Open to everybody; limited by the address, and for each unit as a whole. */
@ApiTags('intake')
@Controller('intake')
export class IntakeController {
  constructor(
    private readonly intake: IntakeService,
    private readonly matters: Matters,
  ) {}

  @Post(':unit')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Operation(
    'Writes to a unit without an account',
    'Named or anonymous, where the unit takes it. The clock of whoever has to answer starts at once.',
  )
  @Answers(201, 'Received; the code is shown this once.', ReceiptResponse)
  @ApiProblems(404, 409)
  receive(@Param() { unit }: IntakeUnitPath, @Body() request: ReportRequest): Promise<ReceiptResponse> {
    return this.intake.receive(unit, request);
  }

  @Get(':code')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Operation('Where a report stands, and its answer', 'For whoever holds the receipt code.')
  @Answers(200, 'Where it stands.', MatterResponse)
  @ApiProblems(404)
  show(@Param() { code }: ReceiptPath): Promise<MatterResponse> {
    return this.matters.show(code);
  }

  @Post(':code/satisfaction')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Operation('How satisfied one is with the answer', 'Once, after the answer.')
  @Answers(201, 'Noted.', MatterResponse)
  @ApiProblems(404, 409)
  rate(@Param() { code }: ReceiptPath, @Body() request: SatisfactionRequest): Promise<MatterResponse> {
    return this.matters.rate(code, request);
  }
}
