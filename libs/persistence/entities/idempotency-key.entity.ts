import { Column, Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../columns.js';

/** What a request under an Idempotency-Key was, and what it was answered. */
@Entity('idempotency_key')
export class IdempotencyKeyEntity {
  /** The officer who asked. */
  @IdColumn()
  caller: string;

  @IdColumn()
  key: string;

  /** HMAC-SHA-256 of method, path and body under the key of the instance: the same key with another one is refused. */
  @TextColumn()
  requestHash: string;

  /** HTTP status of the answer; null while the request is under way. */
  @IntColumn({ nullable: true })
  status: number | null;

  /** JSON under the key of the instance. */
  @Column({ type: 'bytea', nullable: true })
  response: Buffer | null;

  @InstantColumn()
  createdAt: Instant;
}
