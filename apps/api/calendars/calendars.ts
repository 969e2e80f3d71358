import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DataSource, type EntityManager } from 'typeorm';
import type { WorkingCalendar } from '../../../libs/domain/calendar/calendar.js';
import { calendarFrom } from '../../../libs/domain/calendar/calendar-version.js';
import { CalendarVersionEntity } from '../../../libs/persistence/entities/calendar-version.entity.js';
import { calendarVersion } from '../../../libs/persistence/repositories/calendar.repository.js';
import { notFound } from '../common/problem/problem.js';
import { Organisations } from '../organisation/organisations.js';

/** Calendars as they are now; a version never changes, so each is read once. */
@Injectable()
export class Calendars {
  private readonly versions = new LRUCache<string, WorkingCalendar>({ max: 100 });

  constructor(
    private readonly dataSource: DataSource,
    private readonly organisations: Organisations,
  ) {}

  /**
   * The newest version of the calendar that a unit follows; without a unit, of the topmost one's.
   * @throws Problem 404 when there is no such unit or calendar
   */
  async ofUnit(unitId?: string): Promise<WorkingCalendar> {
    const organisation = await this.organisations.current();
    const unit =
      unitId === undefined
        ? organisation
            .unitIds()
            .map((id) => organisation.unit(id))
            .find((found) => found?.parentId === null)
        : organisation.unit(unitId);
    if (unit === undefined) throw notFound('unit');
    return this.current(unit.calendarId);
  }

  /** Whether there is such a calendar. */
  exists(id: string, manager: EntityManager = this.dataSource.manager): Promise<boolean> {
    return manager.existsBy(CalendarVersionEntity, { id });
  }

  /**
   * The newest version of a calendar.
   * @param manager of the transaction that is to see it
   * @throws Problem 404
   */
  async current(id: string, manager: EntityManager = this.dataSource.manager): Promise<WorkingCalendar> {
    const [row] = await manager.query<{ version: number | null }[]>(
      'SELECT max(version) AS version FROM calendar_version WHERE id = $1',
      [id],
    );
    if (row?.version == null) throw notFound('calendar');
    const key = `${id} ${row.version}`;
    const known = this.versions.get(key);
    if (known) return known;
    const source = await calendarVersion(manager, id, row.version);
    if (source === undefined) throw notFound('calendar');
    const calendar = calendarFrom(source);
    this.versions.set(key, calendar);
    return calendar;
  }
}
