import { Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

@Entity('unit')
export class UnitEntity {
  @IdColumn()
  id: string;

  @TextColumn({ nullable: true })
  parentId: string | null;

  @JsonColumn()
  title: Title;

  @TextColumn()
  calendarId: string;

  /** Since when it is no more. */
  @InstantColumn({ nullable: true })
  endedAt: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
