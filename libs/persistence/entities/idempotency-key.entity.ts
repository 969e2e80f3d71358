import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

/** What a request under an Idempotency-Key was, and what it was answered. */
@Entity('idempotency_key')
export class IdempotencyKeyEntity {
  /** The officer who asked. */
  @IdColumn()
  caller: string;

  @IdColumn()
  key: string;

  /** SHA-256 of method, path and body: the same key with another one is refused. */
  @TextColumn()
  requestHash: string;

  /** HTTP status of the answer; null while the request is under way. */
  @IntColumn({ nullable: true })
  status: number | null;

  @JsonColumn({ nullable: true })
  response: unknown;

  @InstantColumn()
  createdAt: Instant;
}
