import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn } from '../columns.js';

/** What stands from when to when; only ever begun and ended. */
export abstract class SpanColumns {
  @IdColumn()
  id: string;

  @InstantColumn({ name: 'starts_at' })
  from: Instant;

  /** Not included; null while it lasts. */
  @InstantColumn({ name: 'ends_at', nullable: true })
  to: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
