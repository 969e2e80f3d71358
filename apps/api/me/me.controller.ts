import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, BeforePasswordChange } from '../auth/allow.decorator.js';
import { ChangePasswordRequest } from '../auth/auth.dto.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { MeResponse } from './dto/me.response.dto.js';
import { MeService } from './me.service.js';

@ApiTags('me')
@Controller('me')
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @Allow('officer')
  @BeforePasswordChange()
  @Operation('Shows the caller: posts, roles, and what waits for them')
  @Answers(200, 'The caller.', MeResponse)
  show(@CurrentCaller() caller: Caller): Promise<MeResponse> {
    return this.me.show(caller);
  }

  @Put('password')
  @Allow('officer')
  @BeforePasswordChange()
  @Operation("Replaces the caller's password", 'Ends every other session of theirs.')
  @Answers(204, 'Replaced.')
  async changePassword(
    @CurrentCommand() command: Command,
    @Body() body: ChangePasswordRequest,
  ): Promise<void> {
    await this.me.changePassword(command, body);
  }
}
