import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Public } from '../auth/allow.decorator.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { IfMatch } from '../common/version/if-match.js';
import { IntakeSettingRequest } from './dto/intake.request.dto.js';
import { IntakeSettingResponse } from './dto/intake.response.dto.js';
import { IntakeSettings } from './intake-settings.service.js';

@ApiTags('intake')
@Controller('units/:id/intake')
export class IntakeSettingsController {
  constructor(private readonly settings: IntakeSettings) {}

  @Get()
  @Public()
  @Operation('For what a unit may be written to without an account')
  @Answers(200, 'The duties that such a report may begin.', IntakeSettingResponse)
  @ApiProblems(404)
  show(@Param() { id }: IdParams): Promise<IntakeSettingResponse> {
    return this.settings.show(id);
  }

  @Put()
  @Allow('administrator')
  @Operation('Sets for what a unit may be written to without an account')
  @Answers(200, 'Set.', IntakeSettingResponse)
  @ApiProblems(404)
  change(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @IfMatch() version: number,
    @Body() body: IntakeSettingRequest,
  ): Promise<IntakeSettingResponse> {
    return this.settings.change(command, id, version, body);
  }
}
