import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn } from '../columns.js';

/** A post, whatever it is on which dates; see `post_version`. */
@Entity('post')
export class PostEntity {
  @IdColumn()
  id: string;

  /** Since when it is no more. */
  @InstantColumn({ nullable: true })
  endedAt: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
