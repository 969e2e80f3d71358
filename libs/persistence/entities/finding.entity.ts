import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn } from '../columns.js';

/** What can be found to be wrong with the clocks and the ledger. */
export const FINDING_KINDS = [
  /** The earliest unfired rung has come and was not recorded: nobody measures deadlines. At most one at a time. */
  'rung-overdue',
  /** An open subject without a workflow: nothing measures its deadlines. It is started again. */
  'clock-missing',
  /** An open subject whose workflow has failed, as it does where the ledger holds less than it has seen: somebody must look. */
  'subject-stopped',
  /** A rung that has come and was not recorded, though a workflow runs. */
  'rung-not-fired',
  /** The ledger does not hold the entries that a subject should have, or holds some of one that is not on record. */
  'ledger-gap',
  /** Entries wait too long for their place in the log, or it refuses to take any. It is about `LEDGER`. */
  'sealing-behind',
] as const;

/** What a finding is about that concerns no subject of its own. */
export const LEDGER = 'ledger';

export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something that the watchdog has found to be wrong, while it lasts; what is over stands in the ledger only. */
@Entity('finding')
export class FindingEntity {
  @IdColumn()
  what: FindingKind;

  /** The subject concerned, or `LEDGER`. */
  @IdColumn()
  about: string;

  @InstantColumn()
  openedAt: Instant;

  /** The entry of the watchdog's ledger that opened it. */
  @IntColumn()
  seq: number;
}
