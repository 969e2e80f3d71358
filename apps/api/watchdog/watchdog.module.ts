import { Module } from '@nestjs/common';
import { Beat } from './beat.js';
import { Heartbeat } from './heartbeat.js';
import { OverdueAlarm } from './overdue-alarm.js';
import { WatchdogMetrics } from './watchdog-metrics.js';
import { WatchdogController } from './watchdog.controller.js';
import { WatchdogService } from './watchdog.service.js';

@Module({
  controllers: [WatchdogController],
  providers: [Beat, Heartbeat, OverdueAlarm, WatchdogMetrics, WatchdogService],
})
export class WatchdogModule {}
