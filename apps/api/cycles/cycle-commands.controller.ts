import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { CommandResponse } from '../subjects/command.response.dto.js';
import { CycleCommands } from './cycle-commands.service.js';
import { CyclePath } from './cycles.controller.js';
import { CycleCommandRequest, OpenNowRequest, SkipRequest } from './dto/cycle.request.dto.js';
import { SubjectCommandRoute } from '../subjects/subject-command-route.js';

/** By an administrator, the first responsible person or a post above; each names the meeting or document that decided it. */
@ApiTags('cycles')
@Controller('cycles')
export class CycleCommandsController {
  constructor(private readonly commands: CycleCommands) {}

  @SubjectCommandRoute(
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

  @SubjectCommandRoute('resume', 'Resume a cycle', 'The next period to begin opens again.')
  resume(
    @CurrentCommand() command: Command,
    @Param() { id }: CyclePath,
    @Body() { citing }: CycleCommandRequest,
  ): Promise<CommandResponse> {
    return this.commands.send(command, id, { kind: 'resume-cycle' }, citing);
  }

  @SubjectCommandRoute(
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

  @SubjectCommandRoute(
    'openings',
    'Open a period now',
    'The next one early, the present one after a pause, or one that is over to be back-filled (补录).',
  )
  openNow(
    @CurrentCommand() command: Command,
    @Param() { id }: CyclePath,
    @Body() { period, citing, backfill }: OpenNowRequest,
  ): Promise<CommandResponse> {
    const asked = { kind: 'open-now', period, ...(backfill ? { backfill } : {}) } as const;
    return this.commands.send(command, id, asked, citing);
  }
}
