import { Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import { IdColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

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

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
