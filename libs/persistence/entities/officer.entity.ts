import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../columns.js';

@Entity('officer')
export class OfficerEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @TextColumn()
  name: string;

  /** Where mail goes; null: the inbox only. */
  @TextColumn({ nullable: true })
  email: string | null;

  /** Since when nothing personal is kept of them; the name is then their id. */
  @InstantColumn({ nullable: true })
  erasedAt: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
