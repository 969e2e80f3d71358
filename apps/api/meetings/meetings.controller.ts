import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { Look } from '../looks/look.decorator.js';
import { CallMeetingRequest, MeetingPath, MeetingsRequest } from './dto/meeting.request.dto.js';
import { MeetingDetailResponse, MeetingResponse } from './dto/meeting.response.dto.js';
import { HandInsAgain } from './hand-ins-again.service.js';
import { MeetingsService } from './meetings.service.js';

@ApiTags('meetings')
@Controller('meetings')
export class MeetingsController {
  constructor(
    private readonly meetings: MeetingsService,
    private readonly again: HandInsAgain,
  ) {}

  @Get()
  @Allow('officer')
  @Look('meetings')
  @Operation('Lists meetings', 'Those in units of the caller, and those to which a post of theirs is called.')
  @Answers(200, 'A page, the earliest first.', pageOf(MeetingResponse))
  list(@CurrentCaller() caller: Caller, @Query() filter: MeetingsRequest): Promise<Page<MeetingResponse>> {
    return this.meetings.list(caller, filter);
  }

  @Post()
  @Allow('officer')
  @Operation(
    'Calls a meeting of a body',
    'By a clerk of the unit, or the chair or the secretary of the body. The members of its date are told, and those invited; the ' +
      'minutes are owed from its hour on.',
  )
  @Answers(201, 'Called.', MeetingDetailResponse)
  call(
    @CurrentCommand() command: Command,
    @Body() request: CallMeetingRequest,
  ): Promise<MeetingDetailResponse> {
    return this.meetings.call(command, request);
  }

  @Get(':id')
  @Allow('officer')
  @Look('meeting')
  @Operation(
    'One meeting, with its agenda, attendance and minutes',
    'And what became of the evidence that it handed in.',
  )
  @Answers(200, 'As it stands.', MeetingDetailResponse)
  @ApiProblems(404)
  detail(@CurrentCaller() caller: Caller, @Param() { id }: MeetingPath): Promise<MeetingDetailResponse> {
    return this.meetings.detail(caller, id);
  }

  @Post(':id/hand-ins')
  @Allow('officer')
  @Operation(
    'Hands in again what was refused',
    'By whoever runs the meeting, also after it has closed: such as to an obligation whose clock was suspended.',
  )
  @Answers(201, 'On its way.', MeetingDetailResponse)
  @ApiProblems(404, 409)
  handInAgain(
    @CurrentCommand() command: Command,
    @Param() { id }: MeetingPath,
  ): Promise<MeetingDetailResponse> {
    return this.again.send(command, id);
  }
}
