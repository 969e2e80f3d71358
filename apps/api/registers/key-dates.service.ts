import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dateOf } from '../../../libs/domain/calendar/arithmetic.js';
import { keyDatesChanged } from '../../../libs/domain/dispatch/briefs.js';
import { KeyDateEntity } from '../../../libs/persistence/entities/key-date.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Calendars } from '../calendars/calendars.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { badRequest, notFound, refused } from '../common/problem/problem.js';
import { lockOrganisation, referenced } from '../organisation/references.js';
import {
  toKeyDate,
  type AddKeyDateRequest,
  type KeyDateResponse,
  type KeyDatesRequest,
} from './dto/key-date.dto.js';

const KEEPERS = ['administrator', 'clerk'] as const;

/** The days that matter to a unit and those below it; only ever added and cancelled. */
@Injectable()
export class KeyDatesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly calendars: Calendars,
  ) {}

  list(request: KeyDatesRequest): Promise<Page<KeyDateResponse>> {
    const query = this.dataSource.getRepository(KeyDateEntity).createQueryBuilder('date');
    if (request.unit !== undefined) query.andWhere('date.unitId = :unit', request);
    const keys = [
      { property: 'from', type: 'string' },
      { property: 'id', type: 'string' },
    ] as const;
    return paginate(query, request, keys, toKeyDate);
  }

  add(command: Command, request: AddKeyDateRequest): Promise<KeyDateResponse> {
    const { unit: unitId, title, from, to = from } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(KEEPERS, unitId);
      const today = dateOf(await this.calendars.ofUnit(unitId), tx.at);
      if (from < today) throw badRequest([{ pointer: '/from', detail: 'must not have passed' }]);
      if (to < from) throw badRequest([{ pointer: '/to', detail: 'must not be before from' }]);
      const id = randomUUID();
      const change = await tx.record(ORGANISATION, 'key-date-set', {
        id,
        unitId,
        title,
        from,
        to,
        cancelledAt: null,
      });
      await tx.dispatch(keyDatesChanged(change));
      return toKeyDate(await tx.manager.findOneByOrFail(KeyDateEntity, { id }));
    });
  }

  cancel(command: Command, id: string): Promise<KeyDateResponse> {
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const found = await tx.manager.findOneBy(KeyDateEntity, { id });
      if (found === null) throw notFound('key date');
      const { version: _, ...date } = found;
      command.caller.require(KEEPERS, date.unitId);
      if (date.cancelledAt !== null) throw refused('already-cancelled', 'It has been cancelled already.');
      if (date.to < dateOf(await this.calendars.ofUnit(date.unitId), tx.at))
        throw refused('already-over', 'It has passed.');
      const change = await tx.record(ORGANISATION, 'key-date-set', { ...date, cancelledAt: tx.at });
      await tx.dispatch(keyDatesChanged(change));
      return toKeyDate(await tx.manager.findOneByOrFail(KeyDateEntity, { id }));
    });
  }
}
