import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { ChannelsService } from './channels.service.js';
import { EndSpanRequest } from '../organisation/span.dto.js';
import { BeginChannelRequest, ChannelResponse, ChannelsRequest } from './dto/channel.dto.js';

@ApiTags('registers')
@Controller('channels')
export class ChannelsController {
  constructor(private readonly channels: ChannelsService) {}

  @Get()
  @Allow('officer')
  @Operation("Lists the institution's own channels (阵地)", 'Also those that have ended.')
  @Answers(200, 'By id.', pageOf(ChannelResponse))
  list(@Query() query: ChannelsRequest): Promise<Page<ChannelResponse>> {
    return this.channels.list(query);
  }

  @Post()
  @Allow('administrator', 'clerk')
  @Operation('Enters a channel', 'With the post that owns it, and one that stands in.')
  @Answers(201, 'Entered.', ChannelResponse)
  @ApiProblems(409)
  begin(@CurrentCommand() command: Command, @Body() body: BeginChannelRequest): Promise<ChannelResponse> {
    return this.channels.begin(command, body);
  }

  @Post(':id/ending')
  @Allow('administrator', 'clerk')
  @Operation('Ends a channel', 'Another owner, or another name, is a new entry that begins as this one ends.')
  @Answers(200, 'Ended.', ChannelResponse)
  @ApiProblems(404, 409)
  end(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @Body() body: EndSpanRequest,
  ): Promise<ChannelResponse> {
    return this.channels.end(command, id, body);
  }
}
