import { Entity } from 'typeorm';
import type { SeatAs } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../columns.js';

/** Which post belongs to a body, as what, from when to when; only ever ended and begun. */
@Entity('seat')
export class SeatEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  bodyId: string;

  @TextColumn()
  postId: string;

  @TextColumn({ name: 'held_as' })
  as: SeatAs;

  @InstantColumn({ name: 'starts_at' })
  from: Instant;

  @InstantColumn({ name: 'ends_at', nullable: true })
  to: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
