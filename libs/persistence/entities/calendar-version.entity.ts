import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/** One version of a calendar; its number is the entry's in the calendar's subject. */
@Entity('calendar_version')
export class CalendarVersionEntity {
  @IdColumn()
  id: string;

  @PrimaryColumn({ type: 'int' })
  version: number;

  /** IANA zone name. */
  @TextColumn()
  zone: string;

  /** Years whose official list is among the days. */
  @Column({ type: 'int', array: true })
  officialYears: number[];

  @InstantColumn()
  publishedAt: Instant;
}
