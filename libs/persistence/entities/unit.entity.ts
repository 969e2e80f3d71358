import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn } from '../columns.js';

/** A unit, whatever it is on which dates; see `unit_version`. */
@Entity('unit')
export class UnitEntity {
  @IdColumn()
  id: string;

  /** Since when it is no more. */
  @InstantColumn({ nullable: true })
  endedAt: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
