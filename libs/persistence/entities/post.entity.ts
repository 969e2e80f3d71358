import { Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

@Entity('post')
export class PostEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @JsonColumn()
  title: Title;

  @TextColumn()
  kind: string;

  @TextColumn({ nullable: true })
  managedBy: string | null;

  /** Since when it is no more. */
  @InstantColumn({ nullable: true })
  endedAt: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
