import { Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantKeyColumn, JsonColumn, TextColumn } from '../columns.js';

/** What a unit is from an instant on, until the next begins. */
@Entity('unit_version')
export class UnitVersionEntity {
  @IdColumn()
  id: string;

  @InstantKeyColumn({ name: 'starts_at' })
  from: Instant;

  @TextColumn({ nullable: true })
  parentId: string | null;

  @JsonColumn()
  title: Title;

  @TextColumn()
  calendarId: string;
}
