import { applyDecorators, Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { CommandResponse } from '../obligations/dto/command.response.dto.js';
import { CycleCommands } from './cycle-commands.service.js';
import { CyclePath } from './cycles.controller.js';
import { CycleCommandRequest, OpenNowRequest, SkipRequest } from './dto/cycle.request.dto.js';

/** By an administrator, the first responsible person or a post above; each names the meeting or document that decided it. */
const CycleCommandRoute = (path: string, summary: string, description?: string): MethodDecorator =>
  applyDecorators(
    Post(`:id/${path}`),
    Allow('officer'),
    Operation(summary, description),
    Answers(201, 'The ledger holds the command.', CommandResponse),
    ApiProblems(404, 409, 503),
  ) as MethodDecorator;

@ApiTags('cycles')
@Controller('cycles')
export class CycleCommandsController {
  constructor(private readonly commands: CycleCommands) {}

  @CycleCommandRoute(
    'pause',
    'Pause a cycle',
    'Periods that begin meanwhile do not open; what is open goes on.',
  )
  pause(
    @CurrentCommand() command: Command,
    @Param() { id }: CyclePath,
    @Body() { citing }: CycleCommandRequest,
  ): Promise<CommandResponse> {
    return this.commands.send(command, id, { kind: 'pause' }, citing);
  }

  @CycleCommandRoute('resume', 'Resume a cycle', 'The next period to begin opens again.')
  resume(
    @CurrentCommand() command: Command,
    @Param() { id }: CyclePath,
    @Body() { citing }: CycleCommandRequest,
  ): Promise<CommandResponse> {
    return this.commands.send(command, id, { kind: 'resume-cycle' }, citing);
  }

  @CycleCommandRoute(
    'skips',
    'Skip a period to come',
    'A floor of the plan is skipped by the superior unit only.',
  )
  skip(
    @CurrentCommand() command: Command,
    @Param() { id }: CyclePath,
    @Body() { period, citing }: SkipRequest,
  ): Promise<CommandResponse> {
    return this.commands.send(command, id, { kind: 'skip', period }, citing);
  }

  @CycleCommandRoute('openings', 'Open a period now', 'The next one early, or the present one after a pause.')
  openNow(
    @CurrentCommand() command: Command,
    @Param() { id }: CyclePath,
    @Body() { period, citing }: OpenNowRequest,
  ): Promise<CommandResponse> {
    return this.commands.send(command, id, { kind: 'open-now', period }, citing);
  }
}
