import type { EntityManager } from 'typeorm';
import type { CalendarVersion } from '../../domain/calendar/calendar-version.js';

/** The subject of a calendar's versions; its `seq` is the newest version. */
export const calendarSubject = (calendarId: string): string => `calendar/${calendarId}`;

/** One version of a calendar with its days; undefined: there is none. */
export async function calendarVersion(
  manager: EntityManager,
  id: string,
  version: number,
): Promise<CalendarVersion | undefined> {
  const [row] = await manager.query<CalendarVersion[]>(
    `SELECT id, version, zone, official_years AS "officialYears",
       (SELECT coalesce(json_agg(json_build_object('date', d.date, 'working', d.working, 'name', d.name) ORDER BY d.date), '[]')
        FROM calendar_day d WHERE d.calendar_id = v.id AND d.version = v.version) AS days
     FROM calendar_version v WHERE id = $1 AND version = $2`,
    [id, version],
  );
  return row;
}
