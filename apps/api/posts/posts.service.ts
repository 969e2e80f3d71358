import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Organisation, Post } from '../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../libs/domain/time.js';
import { PostEntity } from '../../../libs/persistence/entities/post.entity.js';
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
import { beginning, changedFrom } from '../organisation/dated.js';
import {
  found,
  lockOrganisation,
  referenced,
  requireFreeId,
  requireStanding,
} from '../organisation/references.js';
import type { ChangePostRequest, CreatePostRequest, PostsRequest } from './dto/post.request.dto.js';
import { toPost, type PostResponse } from './dto/post.response.dto.js';
import { requireUnused } from './post-use.js';

/** Posts, and which post manages which. */
@Injectable()
export class PostsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly facts: Facts,
  ) {}

  list({ organisation, at: now }: Caller, request: PostsRequest): Promise<Page<PostResponse>> {
    const { at = now, unit, kind } = request;
    const posts = organisation
      .postsAt(at)
      .filter((post) => unit === undefined || post.unitId === unit)
      .filter((post) => kind === undefined || post.kind === kind);
    const query = this.dataSource
      .getRepository(PostEntity)
      .createQueryBuilder('post')
      .where('post.id = ANY(:ids)', { ids: posts.map(({ id }) => id) });
    return paginate(query, request, [{ property: 'id', type: 'string' }], (row) =>
      toPost(row, organisation, at),
    );
  }

  async show({ organisation, at: now }: Caller, id: string, at: Instant = now): Promise<PostResponse> {
    return toPost(await found(this.dataSource.manager, PostEntity, id), organisation, at);
  }

  create(command: Command, request: CreatePostRequest): Promise<PostResponse> {
    const { id = randomUUID(), unit: unitId, title, kind, managedBy } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(['administrator'], unitId);
      await requireFreeId(tx.manager, PostEntity, id);
      if (managedBy !== null) await referenced(tx.manager, PostEntity, managedBy, '/managedBy');
      await tx.record(ORGANISATION, 'post-set', { id, from: tx.at, unitId, title, kind, managedBy });
      return this.answer(tx, id);
    });
  }

  change(command: Command, id: string, version: number, request: ChangePostRequest): Promise<PostResponse> {
    const { title, managedBy } = request;
    return this.changes.run(command, async (tx) => {
      const row = await this.takeOver(tx, command, id);
      requireVersion(row.version, version);
      const from = beginning(request.from, tx.at);
      const { organisation } = await this.facts.organisation(tx.manager);
      const post = organisation.post(id, from) as Post;
      if (managedBy != null && managedBy !== post.managedBy) {
        await referenced(tx.manager, PostEntity, managedBy, '/managedBy');
        requireNoLoop(organisation, id, managedBy, from);
      }
      const change = {
        ...(title === undefined ? {} : { title }),
        ...(managedBy === undefined ? {} : { managedBy }),
      };
      for (const one of changedFrom(post, organisation.plannedPosts(id, from), change, from))
        await tx.record(ORGANISATION, 'post-set', one);
      return this.answer(tx, id);
    });
  }

  end(command: Command, id: string): Promise<PostResponse> {
    return this.changes.run(command, async (tx) => {
      await this.takeOver(tx, command, id);
      await requireUnused(tx.manager, id);
      await tx.record(ORGANISATION, 'post-ended', { id });
      return this.answer(tx, id);
    });
  }

  /** A post that the caller may change, with the organisation held still. */
  private async takeOver({ manager, at }: Transaction, { caller }: Command, id: string): Promise<PostEntity> {
    await lockOrganisation(manager);
    const row = await found(manager, PostEntity, id);
    const { organisation } = await this.facts.organisation(manager);
    caller.require(['administrator'], organisation.post(id, at)?.unitId ?? '');
    requireStanding(row, 'post');
    return row;
  }

  private async answer({ manager, at }: Transaction, id: string): Promise<PostResponse> {
    const { organisation } = await this.facts.organisation(manager);
    return toPost(await found(manager, PostEntity, id), organisation, at);
  }
}

/** Silence passes upward: a post above itself would have it go round for ever. */
function requireNoLoop(organisation: Organisation, id: string, managedBy: string, at: Instant): void {
  if (managedBy === id || organisation.chainAbove(managedBy, at).includes(id))
    throw refused('managed-in-a-loop', 'The post would stand above itself.');
}
