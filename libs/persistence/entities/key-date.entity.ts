import { Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import type { Instant, PlainDate } from '../../domain/time.js';
import { DateColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

/** A key date (重要节点) of a unit; only ever added and cancelled. */
@Entity('key_date')
export class KeyDateEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @JsonColumn()
  title: Title;

  @DateColumn({ name: 'date_from' })
  from: PlainDate;

  @DateColumn({ name: 'date_to' })
  to: PlainDate;

  @InstantColumn({ nullable: true })
  cancelledAt: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
