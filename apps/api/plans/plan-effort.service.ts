import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { dateOf } from '../../../libs/domain/calendar/arithmetic.js';
import { plusDays } from '../../../libs/domain/calendar/plain-date.js';
import type { CycleBrief } from '../../../libs/domain/cycle/cycle.js';
import { effortByRole } from '../../../libs/domain/cycle/effort.js';
import { previewCycle } from '../../../libs/domain/cycle/preview.js';
import type { DutyDefinition } from '../../../libs/domain/duty/definition.js';
import { instantOf, type PlainDate } from '../../../libs/domain/time.js';
import { PlanEntity } from '../../../libs/persistence/entities/plan.entity.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { notFound } from '../common/problem/problem.js';
import type { EffortResponse } from './dto/effort.dto.js';

const YEAR_DAYS = 365;

/** What a plan costs those on whom it lays its duties, before and while it runs. */
@Injectable()
export class PlanEffort {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
  ) {}

  /** Minutes a month by role, in the year from `from`: the newest version of each duty, as often as its cycle opens it. */
  async of(id: string, from?: PlainDate): Promise<EffortResponse> {
    const { manager } = this.dataSource;
    const plan = await manager.findOneBy(PlanEntity, { id });
    if (plan === null) throw notFound('plan');
    const now = instantOf(Date.now());
    const { organisation } = await this.facts.organisation(manager);
    const calendar = await this.facts.calendar(
      manager,
      organisation.unit(plan.unitId, now)?.calendarId ?? '',
    );
    const first = from ?? dateOf(calendar, now);
    const last = plusDays(first, YEAR_DAYS - 1);
    const cycles = await cyclesOf(manager, id);
    const duties = (await dutiesOf(manager, id)).map(({ id: dutyId, definition }) => {
      const running = cycles.filter((cycle) => cycle.dutyId === dutyId);
      const openings = running.map(
        (cycle) => previewCycle(cycle, { organisation, calendar }, first, last).length,
      );
      const openingsAYear = running.length === 0 ? null : openings.reduce((sum, count) => sum + count, 0);
      return { duty: definition, openingsAYear };
    });
    const roles = effortByRole(duties, organisation, plan.unitId, now);
    return {
      plan: id,
      from: first,
      to: last,
      roles: roles.map((role) => ({ ...role, duties: [...role.duties] })),
    };
  }
}

const dutiesOf = (
  manager: EntityManager,
  planId: string,
): Promise<{ id: string; definition: DutyDefinition }[]> =>
  manager.query(
    `SELECT DISTINCT ON (id) id, definition FROM duty WHERE plan_id = $1 ORDER BY id, version DESC`,
    [planId],
  );

async function cyclesOf(manager: EntityManager, planId: string): Promise<CycleBrief[]> {
  const rows = await manager.query<{ brief: CycleBrief }[]>(
    `SELECT brief FROM subject WHERE id IN (
       SELECT 'cycle/' || id FROM cycle WHERE duty_id IN (SELECT id FROM duty WHERE plan_id = $1)) ORDER BY id`,
    [planId],
  );
  return rows.map(({ brief }) => brief);
}
