import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BodyEntity } from '../../../libs/persistence/entities/body.entity.js';
import { PostEntity } from '../../../libs/persistence/entities/post.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import type { Caller } from '../auth/caller.js';
import type { BodiesRequest } from '../bodies/dto/body.request.dto.js';
import { toBody, type BodyResponse } from '../bodies/dto/body.response.dto.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { found, lockOrganisation, referenced, requireFreeId } from '../organisation/references.js';
import type { CreateExternalBodyRequest } from './dto/external-body.request.dto.js';

/** Bodies outside the institution, each with the post that writes to it. */
@Injectable()
export class ExternalBodiesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly facts: Facts,
  ) {}

  list({ organisation, at: now }: Caller, request: BodiesRequest): Promise<Page<BodyResponse>> {
    const { at = now, unit } = request;
    const bodies = organisation
      .bodiesAt(at)
      .filter(({ deskPostId, unitId }) => deskPostId != null && (unit === undefined || unitId === unit));
    const query = this.dataSource
      .getRepository(BodyEntity)
      .createQueryBuilder('body')
      .where('body.id = ANY(:ids)', { ids: bodies.map(({ id }) => id) });
    return paginate(query, request, [{ property: 'id', type: 'string' }], (row) =>
      toBody(row, organisation, at),
    );
  }

  create(command: Command, request: CreateExternalBodyRequest): Promise<BodyResponse> {
    const { id = randomUUID(), unit: unitId, title, kind, desk: deskPostId } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(['administrator'], unitId);
      await requireFreeId(tx.manager, BodyEntity, id);
      await referenced(tx.manager, PostEntity, deskPostId, '/desk');
      const body = { id, from: tx.at, unitId, title, kind, superiorPostId: null, deskPostId };
      await tx.record(ORGANISATION, 'body-set', body);
      const { organisation } = await this.facts.organisation(tx.manager);
      return toBody(await found(tx.manager, BodyEntity, id), organisation, tx.at);
    });
  }
}
