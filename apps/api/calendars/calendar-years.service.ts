import { Injectable } from '@nestjs/common';
import { dateOf } from '../../../libs/domain/calendar/arithmetic.js';
import type { CalendarDay } from '../../../libs/domain/calendar/calendar-version.js';
import type { WorkingCalendar } from '../../../libs/domain/calendar/calendar.js';
import { calendarChange } from '../../../libs/domain/dispatch/briefs.js';
import type { PlainDate } from '../../../libs/domain/time.js';
import { calendarSubject } from '../../../libs/persistence/repositories/calendar.repository.js';
import { lockSubject } from '../../../libs/persistence/repositories/subject.repository.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import { badRequest, notFound, refused, type Fault } from '../common/problem/problem.js';
import { requireVersion } from '../common/version/if-match.js';
import { requireAdministratorOf } from './calendar-access.js';
import { Calendars } from './calendars.js';
import { toDays, type CalendarDaysResponse } from './dto/calendar.response.dto.js';

/** Lists of holidays and make-up working days, as they are published year by year. */
@Injectable()
export class CalendarYearsService {
  constructor(
    private readonly calendars: Calendars,
    private readonly changes: Changes,
  ) {}

  /** A new version of the calendar with the list of one year; what is open follows it, what has passed stays as it was. */
  set(
    command: Command,
    id: string,
    year: number,
    version: number,
    days: readonly CalendarDay[],
  ): Promise<CalendarDaysResponse> {
    return this.changes.run(command, async (tx) => {
      const subject = await lockSubject(tx.manager, calendarSubject(id));
      if (subject === undefined) throw notFound('calendar');
      requireAdministratorOf(command.caller, id);
      requireVersion(subject.seq, version);
      const calendar = await this.calendars.current(id, tx.manager);
      const today = dateOf(calendar, tx.at);
      if (today > `${year}-12-31`)
        throw refused('year-over', 'That year is over: its days stay as they were.');
      const faults = faultsOf(days, year, today, calendar);
      if (faults.length > 0) throw badRequest(faults);
      const from = today > `${year}-01-01` ? today : `${year}-01-01`;
      const next = await tx.record(calendarSubject(id), 'calendar-year-set', {
        year,
        from,
        days: days.filter(({ date }) => date >= from),
      });
      await tx.dispatch(calendarChange(id, next));
      const dates = days.map(({ date }) => date).sort();
      return toDays(await this.calendars.current(id, tx.manager), dates);
    });
  }
}

/** What of a list cannot be: another year, a day twice, and a day that has passed and was not so. */
function faultsOf(
  days: readonly CalendarDay[],
  year: number,
  today: PlainDate,
  calendar: WorkingCalendar,
): Fault[] {
  const seen = new Set<PlainDate>();
  return days.flatMap(({ date, working }, index) => {
    const fault = (detail: string): Fault[] => [{ pointer: `/days/${index}/date`, detail }];
    const isTwice = seen.has(date);
    seen.add(date);
    if (!date.startsWith(`${year}-`)) return fault(`must lie in ${year}`);
    if (isTwice) return fault('must be there once');
    if (date < today && calendar.isWorkingDay(date) !== working)
      return fault('has passed, and stays as it was');
    return [];
  });
}
