import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CalendarVersionEntity } from '../../../libs/persistence/entities/calendar-version.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { refused } from '../common/problem/problem.js';
import { requireVersion } from '../common/version/if-match.js';
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
  ) {}

  list(request: UnitsRequest): Promise<Page<UnitResponse>> {
    const query = this.dataSource.getRepository(UnitEntity).createQueryBuilder('unit');
    if (request.parent !== undefined) query.andWhere('unit.parentId = :parent', request);
    return paginate(query, request, [{ property: 'id', type: 'string' }], toUnit);
  }

  async show(id: string): Promise<UnitResponse> {
    return toUnit(await found(this.dataSource.manager, UnitEntity, id));
  }

  create(command: Command, request: CreateUnitRequest): Promise<UnitResponse> {
    const { id = randomUUID(), parent: parentId, title } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const parent = await referenced(tx.manager, UnitEntity, parentId, '/parent');
      command.caller.require(['administrator'], parent.id);
      await requireFreeId(tx.manager, UnitEntity, id);
      const calendarId = request.calendar ?? parent.calendarId;
      await requireCalendar(tx.manager, calendarId);
      await tx.record(ORGANISATION, 'unit-set', { id, parentId, title, calendarId });
      return toUnit(await found(tx.manager, UnitEntity, id));
    });
  }

  change(command: Command, id: string, version: number, request: ChangeUnitRequest): Promise<UnitResponse> {
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const unit = await found(tx.manager, UnitEntity, id);
      command.caller.require(['administrator'], id);
      requireVersion(unit.version, version);
      requireStanding(unit, 'unit');
      const { title = unit.title, calendar: calendarId = unit.calendarId } = request;
      await requireCalendar(tx.manager, calendarId);
      await tx.record(ORGANISATION, 'unit-set', { id, parentId: unit.parentId, title, calendarId });
      return toUnit(await found(tx.manager, UnitEntity, id));
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
      return toUnit(await found(tx.manager, UnitEntity, id));
    });
  }
}

async function requireCalendar(manager: EntityManager, id: string): Promise<void> {
  if (!(await manager.existsBy(CalendarVersionEntity, { id })))
    throw unknownReference('/calendar', 'calendar');
}

async function requireEmpty(manager: EntityManager, unitId: string): Promise<void> {
  const [left] = await manager.query<unknown[]>(
    `SELECT 1 FROM post WHERE unit_id = $1 AND ended_at IS NULL
     UNION ALL SELECT 1 FROM body WHERE unit_id = $1 AND ended_at IS NULL
     UNION ALL SELECT 1 FROM unit WHERE parent_id = $1 AND ended_at IS NULL
     LIMIT 1`,
    [unitId],
  );
  if (left !== undefined)
    throw refused('not-empty', 'End its posts, its bodies and the units below it first.');
}
