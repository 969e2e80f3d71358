import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { WorkingCalendar } from '../../../libs/domain/calendar/calendar.js';
import { instantOf } from '../../../libs/domain/time.js';
import { Facts, NoSuchCalendar } from '../../../libs/records/facts/facts.js';
import { notFound } from '../common/problem/problem.js';

/** Calendars as they are now, for whoever asks through the API. */
@Injectable()
export class Calendars {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
  ) {}

  /**
   * The newest version of the calendar that a unit follows; without a unit, of the topmost one's.
   * @throws Problem 404 when there is no such unit or calendar
   */
  async ofUnit(unitId?: string): Promise<WorkingCalendar> {
    const { organisation } = await this.facts.organisation(this.dataSource.manager);
    const now = instantOf(Date.now());
    const unit =
      unitId === undefined
        ? organisation
            .unitIds(now)
            .map((id) => organisation.unit(id, now))
            .find((found) => found?.parentId === null)
        : organisation.unit(unitId, now);
    if (unit === undefined) throw notFound('unit');
    return this.current(unit.calendarId);
  }

  /**
   * The newest version of a calendar.
   * @param manager of the transaction that is to see it
   * @throws Problem 404
   */
  async current(id: string, manager: EntityManager = this.dataSource.manager): Promise<WorkingCalendar> {
    try {
      return await this.facts.calendar(manager, id);
    } catch (error) {
      throw error instanceof NoSuchCalendar ? notFound('calendar') : error;
    }
  }
}
