import { Column, Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/** What somebody wrote without an account. The ledger holds none of its words. */
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

  @TextColumn()
  text: string;

  /** How they want to be reached; null: they are anonymous. */
  @TextColumn({ nullable: true })
  contact: string | null;

  /** What they said of the answer. */
  @TextColumn({ nullable: true })
  remark: string | null;

  @InstantColumn()
  receivedAt: Instant;
}
