import { Column, Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn } from '../columns.js';

/** The key under which texts that concern a person are kept; once it is destroyed, when that was. */
@Entity('person_key')
export class PersonKeyEntity {
  /** `officer/` and the officer's id; of whoever wrote without an account `report/` and the report's. */
  @IdColumn()
  id: string;

  /** AES-256-GCM under the key of the instance; null: destroyed. */
  @Column({ type: 'bytea', nullable: true })
  key: Buffer | null;

  @InstantColumn({ nullable: true })
  madeAt: Instant | null;

  @InstantColumn({ nullable: true })
  erasedAt: Instant | null;
}
