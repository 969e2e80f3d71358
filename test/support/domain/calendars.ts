import { calendarFrom, type CalendarDay } from '../../../libs/domain/calendar/calendar-version.js';
import type { WorkingCalendar } from '../../../libs/domain/calendar/calendar.js';
import { officialYears, seedDays } from '../../../libs/domain/calendar/chinese-calendar.js';

const DAYS = seedDays(2025, 2028);

/** The calendar of mainland China as seeded; the official lists reach to 2026. */
export const china: WorkingCalendar = calendarFrom({
  id: 'cn',
  version: 1,
  zone: 'Asia/Shanghai',
  officialYears: officialYears(2025, 2028),
  days: DAYS,
});

/** The same in a later version with other days. */
export function chinaWith(version: number, ...changes: CalendarDay[]): WorkingCalendar {
  const changed = new Set(changes.map(({ date }) => date));
  const days = [...DAYS.filter(({ date }) => !changed.has(date)), ...changes];
  return calendarFrom({ id: 'cn', version, zone: 'Asia/Shanghai', officialYears: [2025, 2026], days });
}

/** Monday to Friday in any zone. */
export const plainCalendar = (zone: string): WorkingCalendar =>
  calendarFrom({ id: 'plain', version: 1, zone, officialYears: [], days: [] });

/** An instant as the clock in Shanghai shows it: `2026-10-12 09:00`, with seconds and milliseconds where they matter. */
export function shanghai(text: string): string {
  const [date, time = '00:00'] = text.split(' ');
  return new Date(`${date}T${time.length === 5 ? `${time}:00` : time}+08:00`).toISOString();
}

/** How the clock in Shanghai shows an instant, to the minute: `2026-10-12 09:00`. */
export const inShanghai = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The last millisecond of a day in Shanghai. */
export const endOf = (date: string): string => shanghai(`${date} 23:59:59.999`);
