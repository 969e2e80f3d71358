import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../columns.js';

/** Who holds a post from when to when; only ever ended and begun. */
@Entity('tenure')
export class TenureEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  postId: string;

  @TextColumn()
  officerId: string;

  @InstantColumn({ name: 'starts_at' })
  from: Instant;

  @InstantColumn({ name: 'ends_at', nullable: true })
  to: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
