import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { Reachability } from '../temporal/reachability.js';
import { Heartbeat } from './heartbeat.js';
import { OverdueAlarm } from './overdue-alarm.js';
import { WatchdogMetrics } from './watchdog-metrics.js';
import { WatchdogService } from './watchdog.service.js';

/** The one timer with which this process watches: whatever the worker does, it goes on. */
@Injectable()
export class Beat implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Watchdog');
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<unknown> = Promise.resolve();
  private isBeating = false;

  constructor(
    private readonly reachability: Reachability,
    private readonly alarm: OverdueAlarm,
    private readonly watchdog: WatchdogService,
    private readonly metrics: WatchdogMetrics,
    private readonly heartbeat: Heartbeat,
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
    this.beating = this.watch()
      .catch((error: Error) => this.logger.debug(`the watch could not be kept: ${error.message}`))
      .finally(() => (this.isBeating = false));
  }

  /** While the database is away nothing can be said: whoever listens for the heartbeat hears nothing either. */
  private async watch(): Promise<void> {
    await Promise.all([this.reachability.prove(), this.alarm.look()]);
    const standing = await this.watchdog.standing();
    await this.metrics.show(standing);
    await this.heartbeat.beat(standing);
  }
}
