import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { BooleanColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';
import type { FindingKind } from './finding.entity.js';

/** The last full comparison of the record with what runs: one row. */
@Entity('watchdog_run')
export class WatchdogRunEntity {
  @BooleanColumn({ primary: true, default: true })
  one: true;

  @InstantColumn()
  startedAt: Instant;

  @InstantColumn()
  endedAt: Instant;

  /** Subjects whose workflows have to run. */
  @IntColumn()
  openSubjects: number;

  /** Workflows that Temporal lists as running. */
  @IntColumn()
  runningWorkflows: number;

  /** How much was found to be wrong, by what it is. */
  @JsonColumn()
  mismatches: Readonly<Partial<Record<FindingKind, number>>>;

  /** Clocks that were started again. */
  @IntColumn()
  repaired: number;

  /** The last subject whose entries were counted; the next run goes on after it. */
  @TextColumn()
  countedUpTo: string;
}
