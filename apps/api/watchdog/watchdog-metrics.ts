import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { epochMs } from '../../../libs/domain/time.js';
import { FINDING_KINDS } from '../../../libs/persistence/entities/finding.entity.js';
import { recentLateness, type Lateness } from '../../../libs/persistence/repositories/rung.repository.js';
import { Metrics } from '../metrics/metrics.js';
import type { Standing } from './watchdog.service.js';

/** How long figures of lateness are good for; they read some thousand entries. */
const LATENESS_EVERY_MS = 60_000;
const QUANTILES = { '0.5': 'p50Ms', '0.99': 'p99Ms', '1': 'maxMs' } as const;

/**
 * What the watchdog knows, for Prometheus. Set by each beat and not by whoever asks: `/metrics` is open to all, and must cost nothing.
 */
@Injectable()
export class WatchdogMetrics {
  private latenessAtMs = 0;

  private readonly overdueSeconds: Gauge;
  private readonly findings: Gauge;
  private readonly lateness: Gauge;
  private readonly sealingLagSeconds: Gauge;
  private readonly lastRunSeconds: Gauge;
  private readonly openSubjects: Gauge;
  private readonly runningWorkflows: Gauge;

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
    this.sealingLagSeconds = new Gauge({
      name: 'luze_sealing_lag_seconds',
      help: 'How long the oldest entry that is not sealed yet has been waiting; 0: none waits.',
      registers,
    });
    this.lastRunSeconds = new Gauge({
      name: 'luze_watchdog_last_run_timestamp_seconds',
      help: 'When the last full comparison of the record with what runs ended; 0: none did.',
      registers,
    });
    this.openSubjects = new Gauge({
      name: 'luze_open_subjects',
      help: 'Subjects whose workflows have to run, as of the last full comparison.',
      registers,
    });
    this.runningWorkflows = new Gauge({
      name: 'luze_running_workflows',
      help: 'Workflows that run, as of the last full comparison.',
      registers,
    });
  }

  async show({ earliestRung, findings, lastRun, sealing }: Standing): Promise<void> {
    this.overdueSeconds.set(Math.max(0, earliestRung?.overdueMs ?? 0) / 1_000);
    for (const what of FINDING_KINDS) this.findings.labels(what).set(findings.get(what) ?? 0);
    this.sealingLagSeconds.set(sealing.lagMs / 1_000);
    if (lastRun !== undefined) {
      this.lastRunSeconds.set(epochMs(lastRun.endedAt) / 1_000);
      this.openSubjects.set(lastRun.openSubjects);
      this.runningWorkflows.set(lastRun.runningWorkflows);
    }
    if (Date.now() - this.latenessAtMs < LATENESS_EVERY_MS) return;
    this.setLateness(await recentLateness(this.dataSource.manager));
    this.latenessAtMs = Date.now();
  }

  private setLateness(lateness: Lateness): void {
    for (const [quantile, name] of Object.entries(QUANTILES))
      this.lateness.labels(quantile).set((lateness[name] ?? 0) / 1_000);
  }
}
