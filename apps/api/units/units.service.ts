import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Organisation, Unit } from '../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../libs/domain/time.js';
import { CalendarVersionEntity } from '../../../libs/persistence/entities/calendar-version.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import type { Caller } from '../auth/caller.js';
import { Changes, type Transaction } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { refused } from '../common/problem/problem.js';
import { requireVersion } from '../common/version/if-match.js';
import { beginning, changedFrom, IS_OR_WILL_BE } from '../organisation/dated.js';
import {
  found,
  lockOrganisation,
  referenced,
  requireFreeId,
  requireStanding,
  unknownReference,
} from '../organisation/references.js';
import type { ChangeUnitRequest, CreateUnitRequest, UnitsRequest } from './dto/unit.request.dto.js';
import { toUnit, type UnitResponse } from './dto/unit.response.dto.js';

/** The tree of units. */
@Injectable()
export class UnitsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly facts: Facts,
  ) {}

  list({ organisation, at: now }: Caller, request: UnitsRequest): Promise<Page<UnitResponse>> {
    const { at = now, parent } = request;
    const units = organisation
      .unitsAt(at)
      .filter(({ parentId }) => parent === undefined || parentId === parent);
    const query = this.dataSource
      .getRepository(UnitEntity)
      .createQueryBuilder('unit')
      .where('unit.id = ANY(:ids)', { ids: units.map(({ id }) => id) });
    return paginate(query, request, [{ property: 'id', type: 'string' }], (row) =>
      toUnit(row, organisation, at),
    );
  }

  async show({ organisation, at: now }: Caller, id: string, at: Instant = now): Promise<UnitResponse> {
    return toUnit(await found(this.dataSource.manager, UnitEntity, id), organisation, at);
  }

  create(command: Command, request: CreateUnitRequest): Promise<UnitResponse> {
    const { id = randomUUID(), parent: parentId, title } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await referenced(tx.manager, UnitEntity, parentId, '/parent');
      command.caller.require(['administrator'], parentId);
      await requireFreeId(tx.manager, UnitEntity, id);
      const calendarId = request.calendar ?? (await this.standing(tx, parentId)).unit.calendarId;
      await requireCalendar(tx.manager, calendarId);
      await tx.record(ORGANISATION, 'unit-set', { id, from: tx.at, parentId, title, calendarId });
      return this.answer(tx, id);
    });
  }

  change(command: Command, id: string, version: number, request: ChangeUnitRequest): Promise<UnitResponse> {
    const { title, calendar: calendarId, parent: parentId } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const row = await found(tx.manager, UnitEntity, id);
      command.caller.require(['administrator'], id);
      requireVersion(row.version, version);
      requireStanding(row, 'unit');
      const from = beginning(request.from, tx.at);
      if (calendarId !== undefined) await requireCalendar(tx.manager, calendarId);
      const { unit, organisation } = await this.standing(tx, id, from);
      if (parentId !== undefined && parentId !== unit.parentId) {
        await referenced(tx.manager, UnitEntity, parentId, '/parent');
        command.caller.require(['administrator'], parentId);
        if (organisation.isWithin(parentId, id, from))
          throw refused('contained-in-a-loop', 'The unit would lie below itself.');
      }
      const change = {
        ...(title === undefined ? {} : { title }),
        ...(calendarId === undefined ? {} : { calendarId }),
        ...(parentId === undefined ? {} : { parentId }),
      };
      for (const one of changedFrom(unit, organisation.plannedUnits(id, from), change, from))
        await tx.record(ORGANISATION, 'unit-set', one);
      return this.answer(tx, id);
    });
  }

  end(command: Command, id: string): Promise<UnitResponse> {
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const unit = await found(tx.manager, UnitEntity, id);
      command.caller.require(['administrator'], id);
      requireStanding(unit, 'unit');
      await requireEmpty(tx.manager, id);
      await tx.record(ORGANISATION, 'unit-ended', { id });
      return this.answer(tx, id);
    });
  }

  /** The unit as it is at an instant, by the organisation as this transaction sees it. */
  private async standing(
    { manager, at: now }: Transaction,
    id: string,
    at: Instant = now,
  ): Promise<{ unit: Unit; organisation: Organisation }> {
    const { organisation } = await this.facts.organisation(manager);
    return { unit: organisation.unit(id, at) as Unit, organisation };
  }

  private async answer({ manager, at }: Transaction, id: string): Promise<UnitResponse> {
    const { organisation } = await this.facts.organisation(manager);
    return toUnit(await found(manager, UnitEntity, id), organisation, at);
  }
}

async function requireCalendar(manager: EntityManager, id: string): Promise<void> {
  if (!(await manager.existsBy(CalendarVersionEntity, { id })))
    throw unknownReference('/calendar', 'calendar');
}

async function requireEmpty(manager: EntityManager, unitId: string): Promise<void> {
  const [left] = await manager.query<unknown[]>(
    `SELECT 1 FROM post_span WHERE unit_id = $1 AND ${IS_OR_WILL_BE}
     UNION ALL SELECT 1 FROM body_span WHERE unit_id = $1 AND ${IS_OR_WILL_BE}
     UNION ALL SELECT 1 FROM unit_span WHERE parent_id = $1 AND ${IS_OR_WILL_BE}
     LIMIT 1`,
    [unitId],
  );
  if (left !== undefined)
    throw refused('not-empty', 'End its posts, its bodies and the units below it first.');
}
