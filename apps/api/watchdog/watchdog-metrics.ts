import { Injectable, Logger } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { FINDING_KINDS } from '../../../libs/persistence/entities/finding.entity.js';
import { countFindings } from '../../../libs/persistence/repositories/finding.repository.js';
import {
  earliestUnfiredRung,
  recentLateness,
  type Lateness,
} from '../../../libs/persistence/repositories/rung.repository.js';
import { Metrics } from '../metrics/metrics.js';

/** How long figures of lateness are good for; they read some thousand entries. */
const LATENESS_EVERY_MS = 60_000;
const QUANTILES = { '0.5': 'p50Ms', '0.99': 'p99Ms', '1': 'maxMs' } as const;

/**
 * What the watchdog knows, for Prometheus. Set by each beat and not by whoever asks: `/metrics` is open to all, and must cost nothing.
 */
@Injectable()
export class WatchdogMetrics {
  private readonly logger = new Logger('Watchdog');
  private latenessAtMs = 0;

  private readonly overdueSeconds: Gauge;
  private readonly findings: Gauge;
  private readonly lateness: Gauge;

  constructor(
    private readonly dataSource: DataSource,
    { registry }: Metrics,
  ) {
    const registers = [registry];
    this.overdueSeconds = new Gauge({
      name: 'luze_rung_overdue_seconds',
      help: 'By how much the earliest unfired rung is overdue; 0: none is.',
      registers,
    });
    this.findings = new Gauge({
      name: 'luze_watchdog_findings',
      help: 'Findings of the watchdog that last, by what was found.',
      labelNames: ['what'],
      registers,
    });
    this.lateness = new Gauge({
      name: 'luze_rung_lateness_seconds',
      help: 'How late the last rungs were recorded, 10,000 at most and none older than a week.',
      labelNames: ['quantile'],
      registers,
    });
  }

  /** Reads everything anew; while the database is away figures stay as they were. */
  async refresh(): Promise<void> {
    try {
      if (!this.dataSource.isInitialized) return;
      const { manager } = this.dataSource;
      const rung = await earliestUnfiredRung(manager);
      this.overdueSeconds.set(Math.max(0, rung?.overdueMs ?? 0) / 1_000);
      const counts = new Map((await countFindings(manager)).map(({ what, count }) => [what, count]));
      for (const what of FINDING_KINDS) this.findings.labels(what).set(counts.get(what) ?? 0);
      if (Date.now() - this.latenessAtMs < LATENESS_EVERY_MS) return;
      this.setLateness(await recentLateness(manager));
      this.latenessAtMs = Date.now();
    } catch (error) {
      this.logger.debug(`the figures could not be read: ${(error as Error).message}`);
    }
  }

  private setLateness(lateness: Lateness): void {
    for (const [quantile, name] of Object.entries(QUANTILES))
      this.lateness.labels(quantile).set((lateness[name] ?? 0) / 1_000);
  }
}
