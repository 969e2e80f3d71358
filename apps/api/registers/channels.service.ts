import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChannelEntity } from '../../../libs/persistence/entities/channel.entity.js';
import { PostEntity } from '../../../libs/persistence/entities/post.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { notFound, refused } from '../common/problem/problem.js';
import { lockOrganisation, referenced } from '../organisation/references.js';
import { requireEndable, requireOrder } from '../organisation/spans.js';
import type { EndSpanRequest } from '../organisation/span.dto.js';
import {
  toChannel,
  type BeginChannelRequest,
  type ChannelResponse,
  type ChannelsRequest,
} from './dto/channel.dto.js';

const KEEPERS = ['administrator', 'clerk'] as const;

/** The institution's own channels, each with an owner and a deputy; only ever begun and ended. */
@Injectable()
export class ChannelsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
  ) {}

  list(request: ChannelsRequest): Promise<Page<ChannelResponse>> {
    const query = this.dataSource.getRepository(ChannelEntity).createQueryBuilder('channel');
    if (request.unit !== undefined) query.andWhere('channel.unitId = :unit', request);
    return paginate(query, request, [{ property: 'id', type: 'string' }], toChannel);
  }

  begin(command: Command, request: BeginChannelRequest): Promise<ChannelResponse> {
    const { unit: unitId, kind, title, owner, deputy = null, from, to = null } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(KEEPERS, unitId);
      requireOrder({ from, to });
      await referenced(tx.manager, PostEntity, owner, '/owner');
      if (deputy !== null) await referenced(tx.manager, PostEntity, deputy, '/deputy');
      if (deputy === owner) throw refused('same-post', 'A post cannot stand in for itself.');
      const id = randomUUID();
      const posts = { ownerPostId: owner, deputyPostId: deputy };
      await tx.record(ORGANISATION, 'channel-set', { id, unitId, kind, title, ...posts, from, to });
      return toChannel(await tx.manager.findOneByOrFail(ChannelEntity, { id }));
    });
  }

  end(command: Command, id: string, { to }: EndSpanRequest): Promise<ChannelResponse> {
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const channel = await tx.manager.findOneBy(ChannelEntity, { id });
      if (channel === null) throw notFound('channel');
      command.caller.require(KEEPERS, channel.unitId);
      requireEndable(channel, to, tx.at);
      const { version: _, ...entered } = channel;
      await tx.record(ORGANISATION, 'channel-set', { ...entered, to });
      return toChannel(await tx.manager.findOneByOrFail(ChannelEntity, { id }));
    });
  }
}
