import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { BooleanColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

/** An aggregate with one writer: the workflow of the same id, or the API where no workflow owns it. */
@Entity('subject')
export class SubjectEntity {
  @IdColumn()
  id: string;

  /** The part of the id before the slash. */
  @TextColumn()
  kind: string;

  /** The number of its entries in the ledger. */
  @IntColumn({ default: 0 })
  seq: number;

  /** What it was opened with; never changes. */
  @JsonColumn({ nullable: true })
  brief: unknown;

  /** Where it stands, without its brief and its parties. Null: nothing was recorded yet, or it needs no state. */
  @JsonColumn({ type: 'json', nullable: true })
  state: unknown;

  /** When its last entry happened. */
  @InstantColumn({ nullable: true })
  lastAt: Instant | null;

  /** Its earliest unfired rung. */
  @InstantColumn({ nullable: true })
  wake: Instant | null;

  /** The type of the workflow that has to be started for it; null where none is. */
  @TextColumn({ nullable: true })
  workflow: string | null;

  /** The subject whose entry opened it; null where a person did. */
  @TextColumn({ nullable: true })
  opener: string | null;

  /** Whether nothing is left to be done: its workflow need not run any more. */
  @BooleanColumn({ default: false })
  isOver: boolean;

  /** When its workflow is known to have been started. */
  @InstantColumn({ nullable: true })
  startedAt: Instant | null;
}
