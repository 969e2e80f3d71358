import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { Reachability } from '../temporal/reachability.js';
import { OverdueAlarm } from './overdue-alarm.js';
import { WatchdogMetrics } from './watchdog-metrics.js';

/** The one timer with which this process watches: whatever the worker does, it goes on. */
@Injectable()
export class Beat implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<unknown> = Promise.resolve();
  private isBeating = false;

  constructor(
    private readonly reachability: Reachability,
    private readonly alarm: OverdueAlarm,
    private readonly metrics: WatchdogMetrics,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.beat(), this.options.watch.everyMs);
    this.beat();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
  }

  /** One beat at a time: one that takes longer leaves out the next. */
  private beat(): void {
    if (this.isBeating) return;
    this.isBeating = true;
    this.beating = Promise.all([this.reachability.prove(), this.alarm.look()])
      .then(() => this.metrics.refresh())
      .finally(() => (this.isBeating = false));
  }
}
