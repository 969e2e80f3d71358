import { Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../../domain/time.js';
import { BooleanColumn, IdColumn, TextColumn } from '../columns.js';

/** A day of a calendar version that has a name, or is worked otherwise than Monday to Friday. */
@Entity('calendar_day')
export class CalendarDayEntity {
  @IdColumn()
  calendarId: string;

  @PrimaryColumn({ type: 'int' })
  version: number;

  @PrimaryColumn({ type: 'date' })
  date: PlainDate;

  @BooleanColumn()
  working: boolean;

  @TextColumn()
  name: string;
}
