import { Column, Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/**
 * What somebody wrote without an account. The ledger holds none of its words, which are kept under a key of the report: null are those that
 * there are not, and all once that key is destroyed.
 */
@Entity('intake_report')
export class IntakeReportEntity {
  @IdColumn()
  id: string;

  /** SHA-256 of the receipt code, hex: the code itself is kept nowhere. */
  @Column({ type: 'text', unique: true })
  receiptHash: string;

  @TextColumn()
  unitId: string;

  /** The obligation that answers it. */
  @Column({ type: 'text', unique: true })
  obligationId: string;

  @Column({ type: 'bytea', nullable: true })
  text: Buffer | null;

  /** How they want to be reached; null: they are anonymous. */
  @Column({ type: 'bytea', nullable: true })
  contact: Buffer | null;

  /** What they said of the answer. */
  @Column({ type: 'bytea', nullable: true })
  remark: Buffer | null;

  @InstantColumn()
  receivedAt: Instant;
}
