import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { AddKeyDateRequest, KeyDateResponse, KeyDatesRequest } from './dto/key-date.dto.js';
import { KeyDatesService } from './key-dates.service.js';

@ApiTags('registers')
@Controller('key-dates')
export class KeyDatesController {
  constructor(private readonly keyDates: KeyDatesService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists key dates (重要节点)', 'Also those that have been cancelled.')
  @Answers(200, 'By day.', pageOf(KeyDateResponse))
  list(@Query() query: KeyDatesRequest): Promise<Page<KeyDateResponse>> {
    return this.keyDates.list(query);
  }

  @Post()
  @Allow('administrator', 'clerk')
  @Operation(
    'Adds a key date',
    'Cycles that follow key dates open a period for it, some working days before.',
  )
  @Answers(201, 'Added.', KeyDateResponse)
  add(@CurrentCommand() command: Command, @Body() body: AddKeyDateRequest): Promise<KeyDateResponse> {
    return this.keyDates.add(command, body);
  }

  @Post(':id/cancellation')
  @Allow('administrator', 'clerk')
  @Operation('Cancels a key date', 'What has been opened for it goes on.')
  @Answers(200, 'Cancelled.', KeyDateResponse)
  @ApiProblems(404, 409)
  cancel(@CurrentCommand() command: Command, @Param() { id }: IdParams): Promise<KeyDateResponse> {
    return this.keyDates.cancel(command, id);
  }
}
