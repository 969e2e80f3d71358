import { Entity } from 'typeorm';
import type { Holding } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

/** A launch file of facts: one for each stage, round and answering post or body. It names no fault. */
@Entity('launch_file')
export class LaunchFileEntity {
  @IdColumn()
  id: string;

  /** The entry that opened it. */
  @TextColumn()
  subject: string;

  @IntColumn()
  seq: number;

  @TextColumn()
  unitId: string;

  @TextColumn()
  stage: string;

  /** The post or body that answers for what was not done. */
  @TextColumn()
  answering: string;

  /** Who held the answering posts on which days. */
  @JsonColumn()
  holdings: readonly Holding[];

  @InstantColumn()
  openedAt: Instant;
}
