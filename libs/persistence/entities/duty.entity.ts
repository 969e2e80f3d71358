import { Entity, PrimaryColumn } from 'typeorm';
import type { DutyDefinition } from '../../domain/duty/definition.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, JsonColumn, TextColumn } from '../columns.js';

/** One version of a duty; its number is the entry's in the duty's subject. */
@Entity('duty')
export class DutyEntity {
  @IdColumn()
  id: string;

  @PrimaryColumn({ type: 'int' })
  version: number;

  /** The unit that laid it down. */
  @TextColumn()
  unitId: string;

  /** The plan that it came with, if any. */
  @TextColumn({ nullable: true })
  planId: string | null;

  @JsonColumn()
  definition: DutyDefinition;

  @InstantColumn()
  publishedAt: Instant;
}
