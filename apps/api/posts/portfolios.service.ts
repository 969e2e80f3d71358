import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PortfolioEntity } from '../../../libs/persistence/entities/portfolio.entity.js';
import { PostEntity } from '../../../libs/persistence/entities/post.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { PageRequest } from '../common/page/page.request.dto.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { notFound, refused } from '../common/problem/problem.js';
import { found, lockOrganisation, referenced, requireStanding } from '../organisation/references.js';
import { overlap, requireEndable, requireOrder } from '../organisation/spans.js';
import type { BeginPortfolioRequest } from './dto/portfolio.dto.js';
import type { EndSpanRequest } from '../organisation/span.dto.js';
import { toPortfolio, type PortfolioResponse } from './dto/portfolio.dto.js';

/** Which post answers for which unit from when to when (分管); one at a time for a unit. */
@Injectable()
export class PortfoliosService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
  ) {}

  async list(postId: string, request: PageRequest): Promise<Page<PortfolioResponse>> {
    await found(this.dataSource.manager, PostEntity, postId);
    const query = this.dataSource
      .getRepository(PortfolioEntity)
      .createQueryBuilder('portfolio')
      .where('portfolio.postId = :postId', { postId });
    const keys = [
      { property: 'from', type: 'string' },
      { property: 'id', type: 'string' },
    ] as const;
    return paginate(query, request, keys, toPortfolio, 'DESC');
  }

  begin(command: Command, postId: string, request: BeginPortfolioRequest): Promise<PortfolioResponse> {
    const { unit: unitId, from, to = null } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const post = await found(tx.manager, PostEntity, postId);
      requireSay(command, postId);
      requireStanding(post, 'post');
      requireOrder({ from, to });
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(['administrator'], unitId);
      const others = await tx.manager.findBy(PortfolioEntity, { unitId });
      if (others.some((other) => overlap(other, { from, to })))
        throw refused(
          'overlapping-portfolio',
          'Somebody is in charge of the unit at that time: end that portfolio first.',
        );
      const id = randomUUID();
      await tx.record(ORGANISATION, 'portfolio-set', { id, postId, unitId, from, to });
      return find(tx.manager, id, postId);
    });
  }

  end(command: Command, postId: string, id: string, { to }: EndSpanRequest): Promise<PortfolioResponse> {
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await found(tx.manager, PostEntity, postId);
      const portfolio = await find(tx.manager, id, postId);
      requireSay(command, postId);
      requireEndable(portfolio, to, tx.at);
      const { unit: unitId, from } = portfolio;
      await tx.record(ORGANISATION, 'portfolio-set', { id, postId, unitId, from, to });
      return find(tx.manager, id, postId);
    });
  }
}

async function find(manager: EntityManager, id: string, postId: string): Promise<PortfolioResponse> {
  const row = await manager.findOneBy(PortfolioEntity, { id, postId });
  if (row === null) throw notFound('portfolio');
  return toPortfolio(row);
}

function requireSay({ caller }: Command, postId: string): void {
  caller.require(['administrator'], caller.organisation.post(postId, caller.at)?.unitId ?? '');
}
