import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DutyEntity } from '../../../libs/persistence/entities/duty.entity.js';
import { newestDuties } from '../../../libs/persistence/repositories/duty.repository.js';
import { lockOrAddSubject } from '../../../libs/persistence/repositories/subject.repository.js';
import { plannedId } from '../../../libs/plan/cycle-brief.js';
import { dutySubject } from '../../../libs/records/configuration/changes.js';
import { Changes, type Transaction } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { notFound, refused } from '../common/problem/problem.js';
import { unknownReference } from '../organisation/references.js';
import { definitionOf } from './definition.js';
import type { CreateDutyRequest, DutiesRequest } from './dto/duty.request.dto.js';
import { toDuty, type DutyResponse } from './dto/duty.response.dto.js';

/** What is owed, in versions. */
@Injectable()
export class DutiesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
  ) {}

  list(request: DutiesRequest): Promise<Page<DutyResponse>> {
    const query = this.dataSource
      .getRepository(DutyEntity)
      .createQueryBuilder('duty')
      .where('duty.version = (SELECT max(d.version) FROM duty d WHERE d.id = duty.id)');
    if (request.unit !== undefined) query.andWhere('duty.unitId = :unit', request);
    if (request.plan !== undefined) query.andWhere('duty.planId = :plan', request);
    return paginate(query, request, [{ property: 'id', type: 'string' }], toDuty);
  }

  /** @param version the newest where it is left out */
  async show(id: string, version?: number): Promise<DutyResponse> {
    const row =
      version === undefined
        ? (await newestDuties(this.dataSource.manager, [id])).get(id)
        : await this.dataSource.manager.findOneBy(DutyEntity, { id, version });
    if (!row) throw notFound('duty');
    return toDuty(row);
  }

  create(command: Command, request: CreateDutyRequest): Promise<DutyResponse> {
    const { caller } = command;
    const { unit, key } = request;
    if (caller.organisation.unit(unit, caller.at) === undefined) throw unknownReference('/unit', 'unit');
    caller.require(['administrator'], unit);
    const definition = definitionOf(key, request, caller);
    const id = plannedId(unit, key);
    return this.changes.run(command, async (tx) => {
      const { seq } = await lockOrAddSubject(tx.manager, dutySubject(id));
      if (seq > 0) throw refused('already-exists', 'The unit has a duty with this key already.');
      return this.publish(tx, id, { unitId: unit, planId: null, definition });
    });
  }

  private async publish(
    tx: Transaction,
    id: string,
    body: Pick<DutyEntity, 'unitId' | 'planId' | 'definition'>,
  ): Promise<DutyResponse> {
    const version = await tx.record(dutySubject(id), 'duty-published', body);
    return toDuty({ id, version, ...body, publishedAt: tx.at });
  }
}
