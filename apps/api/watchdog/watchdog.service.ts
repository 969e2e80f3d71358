import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { instantOf, msBetween, type Instant } from '../../../libs/domain/time.js';
import type { FindingKind } from '../../../libs/persistence/entities/finding.entity.js';
import { countFindings, newestFindings } from '../../../libs/persistence/repositories/finding.repository.js';
import { lastProof, OUTAGE_AFTER_MS } from '../../../libs/persistence/repositories/outage.repository.js';
import {
  earliestUnfiredRung,
  recentLateness,
  type UnfiredRung,
} from '../../../libs/persistence/repositories/rung.repository.js';
import { sealingLag, type SealingLag } from '../../../libs/persistence/repositories/sealing.repository.js';
import { lastRun, type WatchdogRun } from '../../../libs/persistence/repositories/watchdog-run.repository.js';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import {
  MAX_FINDINGS,
  type WatchdogResponse,
  type WatchdogRunResponse,
} from './dto/watchdog.response.dto.js';

/** Runs come each minute; a long one may leave out the next. */
const RUN_AFTER_MS = 180_000;

/** How things stand with the clocks and with those who watch them. */
export interface Standing {
  readonly at: Instant;
  /** A command can be taken, the last full comparison is recent, nothing that it or the alarm found lasts, no rung is overdue. */
  readonly isWell: boolean;
  readonly lastRun: WatchdogRun | undefined;
  /** When last a command could have been taken. */
  readonly provenAt: Instant | null;
  readonly findings: ReadonlyMap<FindingKind, number>;
  readonly earliestRung: UnfiredRung | undefined;
  readonly sealing: SealingLag;
}

/** Whether deadlines are measured. */
@Injectable()
export class WatchdogService {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /** Cheap, however much there is: some indexed rows. */
  async standing(): Promise<Standing> {
    const { manager } = this.dataSource;
    const at = instantOf(Date.now());
    const [run, provenAt, counts, earliestRung, sealing] = await Promise.all([
      lastRun(manager),
      lastProof(manager),
      countFindings(manager),
      earliestUnfiredRung(manager),
      sealingLag(manager),
    ]);
    const isWell =
      run !== undefined &&
      msBetween(run.endedAt, at) < RUN_AFTER_MS &&
      provenAt !== null &&
      msBetween(provenAt, at) < OUTAGE_AFTER_MS &&
      counts.length === 0 &&
      (earliestRung?.overdueMs ?? 0) < this.options.watch.overdueAfterMs;
    const findings = new Map(counts.map(({ what, count }) => [what, count]));
    return { at, isWell, lastRun: run, provenAt, findings, earliestRung, sealing };
  }

  async now(): Promise<WatchdogResponse> {
    const { manager } = this.dataSource;
    const standing = await this.standing();
    const { at, isWell, lastRun: run, provenAt, findings, earliestRung: rung, sealing } = standing;
    const [newest, lateness] = await Promise.all([
      newestFindings(manager, MAX_FINDINGS),
      recentLateness(manager),
    ]);
    return {
      at,
      isWell,
      provenAt,
      lastRun: run === undefined ? null : toRun(run),
      findings: [...newest],
      findingCount: [...findings.values()].reduce((sum, count) => sum + count, 0),
      earliestRung:
        rung === undefined ? null : { ...rung, overdueMs: Math.max(0, Math.round(rung.overdueMs)) },
      lateness,
      sealingLagMs: Math.round(sealing.lagMs),
    };
  }
}

const toRun = ({ countedUpTo: _, ...run }: WatchdogRun): WatchdogRunResponse => ({
  ...run,
  tookMs: msBetween(run.startedAt, run.endedAt),
});
