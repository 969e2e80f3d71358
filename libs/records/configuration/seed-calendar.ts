import type { EntityManager } from 'typeorm';
import { officialYears, seedDays } from '../../domain/calendar/chinese-calendar.js';
import type { Instant } from '../../domain/time.js';
import { calendarSubject } from './changes.js';
import { record } from './record.js';

export interface CalendarSeed {
  readonly id: string;
  /** IANA zone name; `Asia/Shanghai` by default. */
  readonly zone?: string;
  readonly at: Instant;
  /** 1 January of this year to 31 December of the last; 2024 to 2040 by default. */
  readonly fromYear?: number;
  readonly toYear?: number;
}

/** Publishes version 1 of a calendar of mainland China. One that is there already stays as it is. */
export async function seedCalendar(
  manager: EntityManager,
  { id, zone = 'Asia/Shanghai', at, fromYear = 2024, toYear = 2040 }: CalendarSeed,
): Promise<void> {
  await record(manager, calendarSubject(id), {
    kind: 'calendar-published',
    body: { zone, officialYears: officialYears(fromYear, toYear), days: seedDays(fromYear, toYear) },
    at,
    actor: null,
    commandId: 'seed',
  });
}
