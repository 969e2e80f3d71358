import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn } from '../columns.js';

/** What can be found to be wrong with the clocks and the ledger. */
export const FINDING_KINDS = [
  /** The earliest unfired rung has come and was not recorded: nobody measures deadlines. At most one at a time. */
  'rung-overdue',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something that the watchdog has found to be wrong, while it lasts; what is over stands in the ledger only. */
@Entity('finding')
export class FindingEntity {
  @IdColumn()
  what: FindingKind;

  /** The subject concerned. */
  @IdColumn()
  about: string;

  @InstantColumn()
  openedAt: Instant;

  /** The entry of the watchdog's ledger that opened it. */
  @IntColumn()
  seq: number;
}
