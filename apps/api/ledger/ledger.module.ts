import { Module } from '@nestjs/common';
import { EntrySearch } from './entry-search.js';
import { BundleExport } from './export/bundle-export.js';
import { ExportController } from './export/export.controller.js';
import { ReadableExport } from './export/readable-export.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';
import { EntryProofs } from './log/entry-proofs.js';
import { LogController } from './log/log.controller.js';
import { LogService } from './log/log.service.js';
import { ProofsController } from './log/proofs.controller.js';

@Module({
  controllers: [LedgerController, LogController, ProofsController, ExportController],
  providers: [LedgerService, EntrySearch, LogService, EntryProofs, BundleExport, ReadableExport],
})
export class LedgerModule {}
