import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { IntakeSettingsController } from './intake-settings.controller.js';
import { IntakeSettings } from './intake-settings.service.js';
import { IntakeController } from './intake.controller.js';
import { IntakeService } from './intake.service.js';
import { Matters } from './matters.service.js';
import { ReportsController } from './reports.controller.js';
import { ReportWords } from './report-words.js';
import { Reports } from './reports.service.js';

@Module({
  imports: [ObligationsModule],
  controllers: [IntakeController, IntakeSettingsController, ReportsController],
  providers: [IntakeService, IntakeSettings, Matters, Reports, ReportWords],
})
export class IntakeModule {}
