import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../columns.js';

/** An officer away, and who stands in. */
@Entity('absence')
export class AbsenceEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  officerId: string;

  @TextColumn()
  substituteId: string;

  @InstantColumn({ name: 'starts_at' })
  from: Instant;

  @InstantColumn({ name: 'ends_at', nullable: true })
  to: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
