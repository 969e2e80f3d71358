import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BodyEntity } from '../../../libs/persistence/entities/body.entity.js';
import { PostEntity } from '../../../libs/persistence/entities/post.entity.js';
import { SeatEntity } from '../../../libs/persistence/entities/seat.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { PageRequest } from '../common/page/page.request.dto.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { notFound, refused } from '../common/problem/problem.js';
import { found, lockOrganisation, referenced, requireStanding } from '../organisation/references.js';
import { overlap, requireEndable, requireOrder } from '../organisation/spans.js';
import type { EndSpanRequest } from '../organisation/span.dto.js';
import { toSeat, type BeginSeatRequest, type SeatResponse } from './dto/seat.dto.js';

/** Who sits in a body from when to when. */
@Injectable()
export class SeatsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
  ) {}

  async list(bodyId: string, request: PageRequest): Promise<Page<SeatResponse>> {
    await found(this.dataSource.manager, BodyEntity, bodyId);
    const query = this.dataSource
      .getRepository(SeatEntity)
      .createQueryBuilder('seat')
      .where('seat.bodyId = :bodyId', { bodyId });
    const keys = [
      { property: 'from', type: 'string' },
      { property: 'id', type: 'string' },
    ] as const;
    return paginate(query, request, keys, toSeat, 'DESC');
  }

  begin(command: Command, bodyId: string, request: BeginSeatRequest): Promise<SeatResponse> {
    const { post: postId, as, from, to = null } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const body = await found(tx.manager, BodyEntity, bodyId);
      requireSay(command, bodyId);
      requireStanding(body, 'body');
      if (command.caller.organisation.bodyRow(bodyId, command.caller.at)?.deskPostId != null)
        throw refused('external-body', 'Nobody sits in a body outside the institution.');
      requireOrder({ from, to });
      await referenced(tx.manager, PostEntity, postId, '/post');
      const others = await tx.manager.findBy(SeatEntity, { bodyId, as });
      const inTheWay = others
        .filter((other) => as !== 'member' || other.postId === postId)
        .some((other) => overlap(other, { from, to }));
      if (inTheWay) throw refused('overlapping-seat', 'The seat is taken at that time: end that one first.');
      const id = randomUUID();
      await tx.record(ORGANISATION, 'seat-set', { id, bodyId, postId, as, from, to });
      return toSeat(await find(tx.manager, id, bodyId));
    });
  }

  end(command: Command, bodyId: string, id: string, { to }: EndSpanRequest): Promise<SeatResponse> {
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await found(tx.manager, BodyEntity, bodyId);
      const seat = await find(tx.manager, id, bodyId);
      requireSay(command, bodyId);
      requireEndable(seat, to, tx.at);
      const { postId, as, from } = seat;
      await tx.record(ORGANISATION, 'seat-set', { id, bodyId, postId, as, from, to });
      return toSeat(await find(tx.manager, id, bodyId));
    });
  }
}

async function find(manager: EntityManager, id: string, bodyId: string): Promise<SeatEntity> {
  const row = await manager.findOneBy(SeatEntity, { id, bodyId });
  if (row === null) throw notFound('seat');
  return row;
}

function requireSay({ caller }: Command, bodyId: string): void {
  caller.require(['administrator'], caller.organisation.body(bodyId, caller.at)?.unitId ?? '');
}
