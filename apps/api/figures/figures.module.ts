import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { FiguresTrendController, HandedInFiguresController } from './figures.controllers.js';
import { FiguresService } from './figures.service.js';

@Module({
  imports: [ObligationsModule],
  controllers: [HandedInFiguresController, FiguresTrendController],
  providers: [FiguresService],
})
export class FiguresModule {}
