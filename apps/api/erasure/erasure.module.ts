import { Module } from '@nestjs/common';
import { ErasuresController } from './erasures.controller.js';
import { ErasuresService } from './erasures.service.js';
import { LegalHoldsController } from './legal-holds.controller.js';
import { LegalHoldsService } from './legal-holds.service.js';

@Module({
  controllers: [ErasuresController, LegalHoldsController],
  providers: [ErasuresService, LegalHoldsService],
})
export class ErasureModule {}
