import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/** As long as it stands, nothing of the officer is erased. */
@Entity('legal_hold')
export class LegalHoldEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  officerId: string;

  /** The document that says on whose order. */
  @TextColumn()
  grounds: string;

  @TextColumn()
  placedBy: string;

  @InstantColumn()
  placedAt: Instant;

  @InstantColumn({ nullable: true })
  releasedAt: Instant | null;
}
