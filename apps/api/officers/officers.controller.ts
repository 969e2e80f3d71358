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
import { ChangeOfficerRequest, CreateOfficerRequest, OfficersRequest } from './dto/officer.request.dto.js';
import { OfficerResponse } from './dto/officer.response.dto.js';
import { OfficersService } from './officers.service.js';

@ApiTags('organisation')
@Controller('officers')
export class OfficersController {
  constructor(private readonly officers: OfficersService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists officers')
  @Answers(200, 'By id.', pageOf(OfficerResponse))
  list(@CurrentCaller() caller: Caller, @Query() query: OfficersRequest): Promise<Page<OfficerResponse>> {
    return this.officers.list(caller, query);
  }

  @Get(':id')
  @Allow('officer')
  @Operation('Shows an officer')
  @Answers(200, 'The officer.', OfficerResponse)
  @ApiProblems(404)
  show(@CurrentCaller() caller: Caller, @Param() { id }: IdParams): Promise<OfficerResponse> {
    return this.officers.show(caller, id);
  }

  @Post()
  @Allow('administrator')
  @Operation('Makes an officer known', 'Without an account: see PUT /officers/{id}/account.')
  @Answers(201, 'Known.', OfficerResponse)
  @ApiProblems(409)
  create(@CurrentCommand() command: Command, @Body() body: CreateOfficerRequest): Promise<OfficerResponse> {
    return this.officers.create(command, body);
  }

  @Patch(':id')
  @Allow('administrator')
  @Operation('Changes name, address or unit of an officer')
  @Answers(200, 'Changed.', OfficerResponse)
  @ApiProblems(404)
  change(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @IfMatch() version: number,
    @Body() body: ChangeOfficerRequest,
  ): Promise<OfficerResponse> {
    return this.officers.change(command, id, version, body);
  }
}
