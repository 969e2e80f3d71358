import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { InstantColumn, TextColumn } from '../columns.js';

/** How far sealing has come; one row. */
@Entity('ledger_sealing')
export class LedgerSealingEntity {
  @PrimaryColumn({ type: 'boolean', default: true })
  one: true;

  /** Up to this id every entry is sealed, and none will appear any more. */
  @Column({ type: 'bigint', default: 0 })
  floor: number;

  /** The floor once the writers have ended. */
  @Column({ type: 'bigint', nullable: true })
  nextFloor: number | null;

  /** The transactions that were writing entries when `nextFloor` was noted: each may hold a lower id that nobody sees yet. */
  @Column({ type: 'text', array: true, default: () => `'{}'` })
  writers: string[];

  /** Why nothing is sealed; null: all is well. */
  @TextColumn({ nullable: true })
  refusal: string | null;

  @InstantColumn({ nullable: true })
  refusedAt: Instant | null;
}
