import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { WatchdogResponse } from './dto/watchdog.response.dto.js';
import { WatchdogService } from './watchdog.service.js';

@ApiTags('watchdog')
@Controller('watchdog')
export class WatchdogController {
  constructor(private readonly watchdog: WatchdogService) {}

  @Get()
  @Allow('auditor', 'administrator')
  @Operation(
    'Says whether deadlines are measured',
    'Of the whole installation, whatever the unit. Findings that are over stand in the ledger, under the subject `watchdog`.',
  )
  @Answers(200, 'How it stands.', WatchdogResponse)
  now(): Promise<WatchdogResponse> {
    return this.watchdog.now();
  }
}
