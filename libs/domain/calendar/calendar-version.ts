import type { PlainDate } from '../time.js';
import type { WorkingCalendar } from './calendar.js';
import { epochDayOf, weekdayOf, yearOf } from './plain-date.js';
import { assertZone } from './zone.js';

/** A day that a calendar names, or works otherwise than Monday to Friday. */
export interface CalendarDay {
  readonly date: PlainDate;
  /** Whether the day is worked. */
  readonly working: boolean;
  /** The holiday to which the day belongs, also for a make-up day; in the language of the unit. */
  readonly name: string;
}

/** What a calendar version is stored as. */
export interface CalendarVersion {
  readonly id: string;
  readonly version: number;
  /** IANA zone name. */
  readonly zone: string;
  /** The years for which an official list of days is in `days`; every other year is provisional. */
  readonly officialYears: readonly number[];
  /** Days that are named or differ from Monday to Friday; each date once, in any order. */
  readonly days: readonly CalendarDay[];
}

/**
 * The calendar that a stored version describes: its days where it names them, Monday to Friday otherwise. The rows are
 * copied, so that a later change of them does not reach the calendar.
 * @throws RangeError for an unknown zone, a date that does not exist, and a date given twice.
 */
export function calendarFrom(source: CalendarVersion): WorkingCalendar {
  const { id, version, zone } = source;
  assertZone(zone);
  const officialYears = new Set(source.officialYears);
  const days = indexDays(source);
  return Object.freeze<WorkingCalendar>({
    id,
    version,
    zone,
    isWorkingDay: (date) => days.get(date)?.working ?? weekdayOf(date) <= 5,
    nameOf: (date) => days.get(date)?.name,
    isProvisional: (date) => !officialYears.has(yearOf(date)),
  });
}

function indexDays({ id, version, days }: CalendarVersion): Map<PlainDate, CalendarDay> {
  const byDate = new Map<PlainDate, CalendarDay>();
  for (const { date, working, name } of days) {
    epochDayOf(date);
    if (byDate.has(date)) {
      throw new RangeError(
        `Calendar ${id} version ${version} gives ${date} twice: keep one row for each date`,
      );
    }
    byDate.set(date, { date, working, name });
  }
  return byDate;
}
