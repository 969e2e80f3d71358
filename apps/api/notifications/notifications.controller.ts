import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { NotificationParams, NotificationResponse, NotificationsRequest } from './dto/notification.dto.js';
import { NotificationsService } from './notifications.service.js';

@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get()
  @Allow('officer')
  @Operation("Lists the caller's inbox")
  @Answers(200, 'The newest first.', pageOf(NotificationResponse))
  list(
    @CurrentCaller() caller: Caller,
    @Query() query: NotificationsRequest,
  ): Promise<Page<NotificationResponse>> {
    return this.notifications.list(caller, query);
  }

  @Post(':id/read')
  @Allow('officer')
  @Operation('Marks a notification as read', 'A second time changes nothing.')
  @Answers(200, 'Read.', NotificationResponse)
  @ApiProblems(404)
  read(
    @CurrentCommand() command: Command,
    @Param() { id }: NotificationParams,
  ): Promise<NotificationResponse> {
    return this.notifications.read(command, id);
  }
}
