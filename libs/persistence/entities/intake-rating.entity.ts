import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn } from '../columns.js';

/** How satisfied somebody was with the answer to what they had written. */
@Entity('intake_rating')
export class IntakeRatingEntity {
  @IdColumn()
  obligationId: string;

  /** 1 (not at all) to 5 (fully). */
  @IntColumn()
  satisfied: number;

  @InstantColumn()
  ratedAt: Instant;
}
