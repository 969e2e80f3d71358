import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { BatchesController } from './batches.controller.js';
import { BatchesService } from './batches.service.js';

@Module({ imports: [ObligationsModule], controllers: [BatchesController], providers: [BatchesService] })
export class BatchesModule {}
