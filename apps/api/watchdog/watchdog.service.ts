import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { instantOf } from '../../../libs/domain/time.js';
import { countFindings, newestFindings } from '../../../libs/persistence/repositories/finding.repository.js';
import {
  earliestUnfiredRung,
  recentLateness,
} from '../../../libs/persistence/repositories/rung.repository.js';
import { MAX_FINDINGS, type WatchdogResponse } from './dto/watchdog.response.dto.js';

/** Whether deadlines are measured. */
@Injectable()
export class WatchdogService {
  constructor(private readonly dataSource: DataSource) {}

  async now(): Promise<WatchdogResponse> {
    const { manager } = this.dataSource;
    const [counts, findings, rung, lateness] = await Promise.all([
      countFindings(manager),
      newestFindings(manager, MAX_FINDINGS),
      earliestUnfiredRung(manager),
      recentLateness(manager),
    ]);
    return {
      at: instantOf(Date.now()),
      findings: [...findings],
      findingCount: counts.reduce((sum, { count }) => sum + count, 0),
      earliestRung:
        rung === undefined ? null : { ...rung, overdueMs: Math.max(0, Math.round(rung.overdueMs)) },
      lateness,
    };
  }
}
