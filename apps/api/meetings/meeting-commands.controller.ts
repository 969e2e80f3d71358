import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import { SubjectCommandRoute } from '../subjects/subject-command-route.js';
import {
  AttendanceRequest,
  CancelMeetingRequest,
  MeetingItemPath,
  MeetingPath,
  MinutesRequest,
  PlaceItemRequest,
  RecusalRequest,
  WithdrawItemRequest,
} from './dto/meeting.request.dto.js';
import { MeetingCommands } from './meeting-commands.service.js';

/** By a clerk of the unit, or the chair or the secretary of the body; the minutes are confirmed by whoever presided. */
@ApiTags('meetings')
@Controller('meetings')
export class MeetingCommandsController {
  constructor(private readonly commands: MeetingCommands) {}

  @SubjectCommandRoute(
    'items',
    'Put an item on the agenda',
    'Until the meeting has been held. That it is there is evidence of what it is linked to, at once.',
  )
  placeItem(
    @CurrentCommand() command: Command,
    @Param() { id }: MeetingPath,
    @Body() request: PlaceItemRequest,
  ): Promise<CommandResponse> {
    return this.commands.placeItem(command, id, request);
  }

  @SubjectCommandRoute('items/:item/withdrawal', 'Take an item off the agenda')
  withdrawItem(
    @CurrentCommand() command: Command,
    @Param() { id, item }: MeetingItemPath,
    @Body() { reason }: WithdrawItemRequest,
  ): Promise<CommandResponse> {
    return this.commands.withdrawItem(command, id, Number(item), reason);
  }

  @SubjectCommandRoute(
    'attendance',
    'Enter who was there',
    'Once, from the hour of the meeting on. Of each item with enough members it is evidence of attendance.',
  )
  recordAttendance(
    @CurrentCommand() command: Command,
    @Param() { id }: MeetingPath,
    @Body() request: AttendanceRequest,
  ): Promise<CommandResponse> {
    return this.commands.recordAttendance(command, id, request);
  }

  @SubjectCommandRoute(
    'recusals',
    'Enter that a member takes no part in an item (回避)',
    'Until the minutes are entered.',
  )
  recordRecusal(
    @CurrentCommand() command: Command,
    @Param() { id }: MeetingPath,
    @Body() request: RecusalRequest,
  ): Promise<CommandResponse> {
    return this.commands.recordRecusal(command, id, request);
  }

  @SubjectCommandRoute(
    'minutes',
    'Enter the minutes',
    'Once, of every item, and not by whoever presided. The extract of each item with quorum is evidence of what it is linked to.',
  )
  enterMinutes(
    @CurrentCommand() command: Command,
    @Param() { id }: MeetingPath,
    @Body() request: MinutesRequest,
  ): Promise<CommandResponse> {
    return this.commands.enterMinutes(command, id, request);
  }

  @SubjectCommandRoute(
    'confirmation',
    'Confirm the minutes',
    'By whoever presided, who also confirms with them what was handed in from the record in the name of the body.',
  )
  confirm(@CurrentCommand() command: Command, @Param() { id }: MeetingPath): Promise<CommandResponse> {
    return this.commands.confirm(command, id);
  }

  @SubjectCommandRoute('cancellation', 'Cancel a meeting that has not been held')
  cancel(
    @CurrentCommand() command: Command,
    @Param() { id }: MeetingPath,
    @Body() { reason }: CancelMeetingRequest,
  ): Promise<CommandResponse> {
    return this.commands.cancel(command, id, reason);
  }
}
