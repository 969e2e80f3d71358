import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/** The erasure of an officer's personal data, asked for by one administrator and done once another one has confirmed it. */
@Entity('erasure')
export class ErasureEntity {
  @IdColumn()
  officerId: string;

  /** The document that says why. */
  @TextColumn()
  grounds: string;

  @TextColumn()
  requestedBy: string;

  @InstantColumn()
  requestedAt: Instant;

  /** Null: it waits to be confirmed. */
  @InstantColumn({ nullable: true })
  erasedAt: Instant | null;
}
