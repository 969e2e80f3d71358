import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { BodyEntity } from '../../../libs/persistence/entities/body.entity.js';
import { PartyStateEntity } from '../../../libs/persistence/entities/party-state.entity.js';
import { PostEntity } from '../../../libs/persistence/entities/post.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Changes, type Transaction } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { badRequest, refused, type Fault } from '../common/problem/problem.js';
import { requireVersion } from '../common/version/if-match.js';
import {
  found,
  lockOrganisation,
  referenced,
  requireFreeId,
  requireStanding,
} from '../organisation/references.js';
import type { BodiesRequest, ChangeBodyRequest, CreateBodyRequest } from './dto/body.request.dto.js';
import { toBody, type BodyResponse } from './dto/body.response.dto.js';

type Composition = Pick<BodyEntity, 'chairPostId' | 'secretaryPostId' | 'memberPostIds' | 'superiorPostId'>;

/** Bodies: who belongs to them, who chairs them and who writes for them. */
@Injectable()
export class BodiesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
  ) {}

  list(request: BodiesRequest): Promise<Page<BodyResponse>> {
    const query = this.dataSource.getRepository(BodyEntity).createQueryBuilder('body');
    if (request.unit !== undefined) query.andWhere('body.unitId = :unit', request);
    return paginate(query, request, [{ property: 'id', type: 'string' }], toBody);
  }

  async show(id: string): Promise<BodyResponse> {
    return toBody(await found(this.dataSource.manager, BodyEntity, id));
  }

  create(command: Command, request: CreateBodyRequest): Promise<BodyResponse> {
    const { id = randomUUID(), unit: unitId, title, kind } = request;
    const composition: Composition = {
      chairPostId: request.chair,
      secretaryPostId: request.secretary,
      memberPostIds: request.members,
      superiorPostId: request.superior,
    };
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(['administrator'], unitId);
      await requireFreeId(tx.manager, BodyEntity, id);
      await requirePosts(tx.manager, composition);
      await tx.record(ORGANISATION, 'body-set', { id, unitId, title, kind, ...composition });
      return toBody(await found(tx.manager, BodyEntity, id));
    });
  }

  change(command: Command, id: string, version: number, request: ChangeBodyRequest): Promise<BodyResponse> {
    return this.changes.run(command, async (tx) => {
      const before = await this.takeOver(tx, command, id);
      requireVersion(before.version, version);
      const { unitId, kind } = before;
      const { title = before.title, ...given } = request;
      const composition: Composition = {
        chairPostId: given.chair ?? before.chairPostId,
        secretaryPostId: given.secretary === undefined ? before.secretaryPostId : given.secretary,
        memberPostIds: given.members ?? before.memberPostIds,
        superiorPostId: given.superior === undefined ? before.superiorPostId : given.superior,
      };
      await requirePosts(tx.manager, composition);
      await tx.record(ORGANISATION, 'body-set', { id, unitId, kind, title, ...composition });
      return toBody(await found(tx.manager, BodyEntity, id));
    });
  }

  end(command: Command, id: string): Promise<BodyResponse> {
    return this.changes.run(command, async (tx) => {
      await this.takeOver(tx, command, id);
      if (await tx.manager.existsBy(PartyStateEntity, { party: id, endedAt: IsNull() }))
        throw refused('still-owes', 'The body still owes something.');
      await tx.record(ORGANISATION, 'body-ended', { id });
      return toBody(await found(tx.manager, BodyEntity, id));
    });
  }

  /** A body that the caller may change, with the organisation held still. */
  private async takeOver({ manager }: Transaction, { caller }: Command, id: string): Promise<BodyEntity> {
    await lockOrganisation(manager);
    const body = await found(manager, BodyEntity, id);
    caller.require(['administrator'], body.unitId);
    requireStanding(body, 'body');
    return body;
  }
}

async function requirePosts(manager: EntityManager, body: Composition): Promise<void> {
  if (new Set(body.memberPostIds).size < body.memberPostIds.length)
    throw badRequest([{ pointer: '/members', detail: 'must name each post once' }]);
  const named = [
    ['/chair', body.chairPostId],
    ['/secretary', body.secretaryPostId],
    ['/superior', body.superiorPostId],
    ...body.memberPostIds.map((id, index) => [`/members/${index}`, id] as const),
  ] as const;
  const faults: Fault[] = [];
  for (const [pointer, id] of named) {
    if (id === null) continue;
    const post = await manager.findOneBy(PostEntity, { id });
    if (post === null) faults.push({ pointer, detail: 'there is no such post' });
    else requireStanding(post, 'post');
  }
  if (faults.length > 0) throw badRequest(faults);
}
