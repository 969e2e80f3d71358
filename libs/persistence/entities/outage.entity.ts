import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { InstantColumn } from '../columns.js';

/** A time in which no command could be taken. The one row without an end begins at the last proof that one could. */
@Entity('outage')
export class OutageEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: number;

  @InstantColumn({ name: 'starts_at' })
  from: Instant;

  @InstantColumn({ name: 'ends_at', nullable: true })
  to: Instant | null;
}
