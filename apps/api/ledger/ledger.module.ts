import { Module } from '@nestjs/common';
import { EntrySearch } from './entry-search.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';
import { EntryProofs } from './log/entry-proofs.js';
import { LogController } from './log/log.controller.js';
import { LogService } from './log/log.service.js';
import { ProofsController } from './log/proofs.controller.js';

@Module({
  controllers: [LedgerController, LogController, ProofsController],
  providers: [LedgerService, EntrySearch, LogService, EntryProofs],
})
export class LedgerModule {}
