import type { WorkingCalendar } from '../../../../libs/domain/calendar/calendar.js';
import {
  DateField,
  FlagField,
  IdField,
  ListField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';

export class CalendarDayResponse {
  @DateField({ description: 'The day.', example: '2026-10-10' })
  date: string;

  @FlagField({ description: 'Whether the day is worked.', example: true })
  working: boolean;

  @TextField({
    description: 'The holiday or make-up day that it is; null: an ordinary day.',
    example: '国庆节',
    max: 100,
    nullable: true,
  })
  name: string | null;

  @FlagField({ description: 'No official list has been published for its year yet.', example: false })
  provisional: boolean;
}

export class CalendarDaysResponse {
  @IdField({ description: 'Id of the calendar.', example: 'china' })
  id: string;

  @WholeField({ description: 'The version that says so.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;

  @TextField({ description: 'IANA zone in which its days begin and end.', example: 'Asia/Shanghai', max: 64 })
  zone: string;

  @ListField(() => CalendarDayResponse, { description: 'Every day asked for.', max: 401 })
  days: CalendarDayResponse[];
}

/** The days from `dates` as a calendar has them. */
export const toDays = (calendar: WorkingCalendar, dates: readonly string[]): CalendarDaysResponse => ({
  id: calendar.id,
  version: calendar.version,
  zone: calendar.zone,
  days: dates.map((date) => ({
    date,
    working: calendar.isWorkingDay(date),
    name: calendar.nameOf(date) ?? null,
    provisional: calendar.isProvisional(date),
  })),
});
