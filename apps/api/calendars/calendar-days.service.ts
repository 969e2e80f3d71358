import { Injectable } from '@nestjs/common';
import { dateOf } from '../../../libs/domain/calendar/arithmetic.js';
import { calendarChange } from '../../../libs/domain/dispatch/briefs.js';
import { daysBetween, plusDays } from '../../../libs/domain/calendar/plain-date.js';
import type { PlainDate } from '../../../libs/domain/time.js';
import { calendarSubject } from '../../../libs/persistence/repositories/calendar.repository.js';
import { lockSubject } from '../../../libs/persistence/repositories/subject.repository.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import { badRequest, notFound, refused } from '../common/problem/problem.js';
import { requireVersion } from '../common/version/if-match.js';
import { requireAdministratorOf } from './calendar-access.js';
import { Calendars } from './calendars.js';
import type { CalendarDaysRequest, SetCalendarDayRequest } from './dto/calendar.request.dto.js';
import { toDays, type CalendarDaysResponse } from './dto/calendar.response.dto.js';

const MAX_DAYS = 400;

/** The days of calendars, and the changes that a unit makes of its own. */
@Injectable()
export class CalendarDaysService {
  constructor(
    private readonly calendars: Calendars,
    private readonly changes: Changes,
  ) {}

  async list(id: string, { from, to }: CalendarDaysRequest): Promise<CalendarDaysResponse> {
    const count = daysBetween(from, to);
    if (count < 0 || count > MAX_DAYS)
      throw badRequest([{ pointer: '/query/to', detail: `must be at most ${MAX_DAYS} days after from` }]);
    const dates = Array.from({ length: count + 1 }, (_, index) => plusDays(from, index));
    return toDays(await this.calendars.current(id), dates);
  }

  /** A new version of the calendar that differs in one day; what is open follows it. */
  async set(
    command: Command,
    id: string,
    date: PlainDate,
    version: number,
    { working, name }: SetCalendarDayRequest,
  ): Promise<CalendarDaysResponse> {
    return this.changes.run(command, async (tx) => {
      const subject = await lockSubject(tx.manager, calendarSubject(id));
      if (subject === undefined) throw notFound('calendar');
      requireAdministratorOf(command.caller, id);
      requireVersion(subject.seq, version);
      if (date < dateOf(await this.calendars.current(id, tx.manager), tx.at))
        throw refused('day-passed', 'That day has passed: what was counted by it stays as it was.');
      const next = await tx.record(calendarSubject(id), 'calendar-day-set', { date, working, name });
      await tx.dispatch(calendarChange(id, next));
      return toDays(await this.calendars.current(id, tx.manager), [date]);
    });
  }
}
