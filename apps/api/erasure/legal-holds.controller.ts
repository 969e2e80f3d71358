import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import {
  HoldParams,
  LegalHoldResponse,
  LegalHoldsResponse,
  PlaceHoldRequest,
  ReleaseHoldRequest,
} from './dto/legal-hold.dto.js';
import { LegalHoldsService } from './legal-holds.service.js';

@ApiTags('erasure')
@Controller('officers/:id/legal-holds')
export class LegalHoldsController {
  constructor(private readonly holds: LegalHoldsService) {}

  @Get()
  @Allow('administrator')
  @Operation('Lists the legal holds on an officer', 'Also those that have been released.')
  @Answers(200, 'The holds.', LegalHoldsResponse)
  @ApiProblems(404)
  list(@CurrentCaller() caller: Caller, @Param() { id }: IdParams): Promise<LegalHoldsResponse> {
    return this.holds.list(caller, id);
  }

  @Post()
  @Allow('administrator')
  @Operation('Places a legal hold on an officer', 'As long as one stands, nothing of theirs is erased.')
  @Answers(201, 'Placed.', LegalHoldResponse)
  @ApiProblems(404, 409)
  place(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @Body() body: PlaceHoldRequest,
  ): Promise<LegalHoldResponse> {
    return this.holds.place(command, id, body);
  }

  @Post(':hold/release')
  @Allow('administrator')
  @Operation('Releases a legal hold')
  @Answers(200, 'Released.', LegalHoldResponse)
  @ApiProblems(404, 409)
  release(
    @CurrentCommand() command: Command,
    @Param() params: HoldParams,
    @Body() body: ReleaseHoldRequest,
  ): Promise<LegalHoldResponse> {
    return this.holds.release(command, params, body);
  }
}
