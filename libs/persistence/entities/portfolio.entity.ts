import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../columns.js';

/** Which post answers for which unit from when to when (分管); only ever ended and begun. */
@Entity('portfolio')
export class PortfolioEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  postId: string;

  @TextColumn()
  unitId: string;

  @InstantColumn({ name: 'starts_at' })
  from: Instant;

  @InstantColumn({ name: 'ends_at', nullable: true })
  to: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
