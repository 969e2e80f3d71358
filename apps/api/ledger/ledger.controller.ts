import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { Look } from '../looks/look.decorator.js';
import { EntriesRequest, EntryResponse } from './dto/entry.dto.js';
import { LedgerService } from './ledger.service.js';

@ApiTags('ledger')
@Controller('ledger')
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  @Get('entries')
  @Allow('officer')
  @Look('ledger-entries')
  @Operation(
    'Lists what happened',
    'An auditor sees all of the units that they audit; everybody else what belongs to the obligations that they see, and what is their own.',
  )
  @Answers(200, 'The newest first.', pageOf(EntryResponse))
  entries(@CurrentCaller() caller: Caller, @Query() query: EntriesRequest): Promise<Page<EntryResponse>> {
    return this.ledger.entries(caller, query);
  }
}
