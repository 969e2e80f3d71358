import { Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import type { Instant, PlainDate } from '../../domain/time.js';
import {
  BooleanColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
} from '../columns.js';

/** How a cycle stands: a read table, made from its subject. */
@Entity('cycle')
export class CycleEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @TextColumn()
  calendarId: string;

  @TextColumn()
  dutyId: string;

  @IntColumn()
  dutyVersion: number;

  @JsonColumn()
  title: Title;

  /** RFC 5545 recurrence; empty where it follows key dates. */
  @TextColumn()
  rule: string;

  /** How many working days before a key date its period begins; null: it recurs. */
  @IntColumn({ nullable: true })
  leadWorkingDays: number | null;

  @DateColumn()
  startDate: PlainDate;

  @DateColumn()
  adoptionDate: PlainDate;

  @BooleanColumn()
  isPaused: boolean;

  /** The period next in line; null when the series is over, or not begun. */
  @DateColumn({ nullable: true })
  nextFrom: PlainDate | null;

  @DateColumn({ nullable: true })
  nextTo: PlainDate | null;

  @InstantColumn({ nullable: true })
  nextAt: Instant | null;

  /** How many periods have opened. */
  @IntColumn()
  openedCount: number;

  @InstantColumn({ nullable: true })
  startedAt: Instant | null;

  /** The subject's `seq`. */
  @IntColumn()
  version: number;
}
