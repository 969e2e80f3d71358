import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { holderEntered } from '../../../libs/domain/dispatch/briefs.js';
import { OfficerEntity } from '../../../libs/persistence/entities/officer.entity.js';
import { PostEntity } from '../../../libs/persistence/entities/post.entity.js';
import { TenureEntity } from '../../../libs/persistence/entities/tenure.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { PageRequest } from '../common/page/page.request.dto.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { notFound, refused } from '../common/problem/problem.js';
import { found, lockOrganisation, referenced, requireStanding } from '../organisation/references.js';
import { overlap, requireEndable, requireOrder } from '../organisation/spans.js';
import type { BeginTenureRequest } from './dto/post.request.dto.js';
import type { EndSpanRequest } from '../organisation/span.dto.js';
import { toTenure, type TenureResponse } from './dto/post.response.dto.js';

/** Who holds which post from when to when; one at a time. */
@Injectable()
export class TenuresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
  ) {}

  async list(postId: string, request: PageRequest): Promise<Page<TenureResponse>> {
    await found(this.dataSource.manager, PostEntity, postId);
    const query = this.dataSource
      .getRepository(TenureEntity)
      .createQueryBuilder('tenure')
      .where('tenure.postId = :postId', { postId });
    const keys = [
      { property: 'from', type: 'string' },
      { property: 'id', type: 'string' },
    ] as const;
    return paginate(query, request, keys, toTenure, 'DESC');
  }

  async begin(command: Command, postId: string, request: BeginTenureRequest): Promise<TenureResponse> {
    const { officer: officerId, from, to = null } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const post = await found(tx.manager, PostEntity, postId);
      requireAdministrator(command.caller, postId);
      requireStanding(post, 'post');
      requireOrder({ from, to });
      await referenced(tx.manager, OfficerEntity, officerId, '/officer');
      const others = await tx.manager.findBy(TenureEntity, { postId });
      if (others.some((other) => overlap(other, { from, to })))
        throw refused('overlapping-tenure', 'Somebody holds the post at that time: end that tenure first.');
      const id = randomUUID();
      await tx.record(ORGANISATION, 'tenure-set', { id, postId, officerId, from, to });
      if (to === null || tx.at < to) await tx.dispatch(holderEntered({ id, postId, from }));
      return toTenure(await tx.manager.findOneByOrFail(TenureEntity, { id }));
    });
  }

  end(command: Command, postId: string, id: string, { to }: EndSpanRequest): Promise<TenureResponse> {
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await found(tx.manager, PostEntity, postId);
      const tenure = await tx.manager.findOneBy(TenureEntity, { id, postId });
      if (tenure === null) throw notFound('tenure');
      requireAdministrator(command.caller, postId);
      requireEndable(tenure, to, tx.at);
      const { officerId, from } = tenure;
      await tx.record(ORGANISATION, 'tenure-set', { id, postId, officerId, from, to });
      return toTenure(await tx.manager.findOneByOrFail(TenureEntity, { id }));
    });
  }
}

function requireAdministrator(caller: Caller, postId: string): void {
  caller.require(['administrator'], caller.organisation.post(postId, caller.at)?.unitId ?? '');
}
