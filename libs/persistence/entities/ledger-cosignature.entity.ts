import { Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/** A witness says that it saw a checkpoint, and that it follows from all that it saw before (C2SP tlog-cosignature). */
@Entity('ledger_cosignature')
export class LedgerCosignatureEntity {
  /** Of the checkpoint. */
  @PrimaryColumn({ type: 'bigint' })
  size: number;

  /** The witness's verifier key. */
  @IdColumn()
  verifier: string;

  /** The line that goes under the note, without its line feed. */
  @TextColumn()
  line: string;

  @InstantColumn({ insert: false, default: () => 'clock_timestamp()' })
  receivedAt: Instant;
}
