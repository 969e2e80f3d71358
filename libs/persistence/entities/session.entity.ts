import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/** A login that lasts; the token itself is known to its bearer only. */
@Entity('session')
export class SessionEntity {
  /** SHA-256 of the token, hex. */
  @IdColumn()
  tokenHash: string;

  @TextColumn()
  officerId: string;

  @InstantColumn()
  createdAt: Instant;

  @InstantColumn()
  expiresAt: Instant;
}
