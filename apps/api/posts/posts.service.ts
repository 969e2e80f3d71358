import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { instantOf } from '../../../libs/domain/time.js';
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

  list({ organisation }: Caller, request: PostsRequest): Promise<Page<PostResponse>> {
    const query = this.dataSource.getRepository(PostEntity).createQueryBuilder('post');
    if (request.unit !== undefined) query.andWhere('post.unitId = :unit', request);
    if (request.kind !== undefined) query.andWhere('post.kind = :kind', request);
    const now = instantOf(Date.now());
    return paginate(query, request, [{ property: 'id', type: 'string' }], (post) =>
      toPost(post, organisation, now),
    );
  }

  async show({ organisation }: Caller, id: string): Promise<PostResponse> {
    const post = await found(this.dataSource.manager, PostEntity, id);
    return toPost(post, organisation, instantOf(Date.now()));
  }

  create(command: Command, request: CreatePostRequest): Promise<PostResponse> {
    const { id = randomUUID(), unit: unitId, title, kind, managedBy } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(['administrator'], unitId);
      await requireFreeId(tx.manager, PostEntity, id);
      if (managedBy !== null) await referenced(tx.manager, PostEntity, managedBy, '/managedBy');
      await tx.record(ORGANISATION, 'post-set', { id, unitId, title, kind, managedBy });
      return this.answer(tx, id);
    });
  }

  change(command: Command, id: string, version: number, request: ChangePostRequest): Promise<PostResponse> {
    return this.changes.run(command, async (tx) => {
      const post = await this.takeOver(tx, command, id);
      requireVersion(post.version, version);
      const { title = post.title, managedBy = post.managedBy } = request;
      if (managedBy !== null && managedBy !== post.managedBy) {
        await referenced(tx.manager, PostEntity, managedBy, '/managedBy');
        await this.requireNoLoop(tx.manager, id, managedBy);
      }
      await tx.record(ORGANISATION, 'post-set', {
        id,
        unitId: post.unitId,
        title,
        kind: post.kind,
        managedBy,
      });
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
  private async takeOver({ manager }: Transaction, { caller }: Command, id: string): Promise<PostEntity> {
    await lockOrganisation(manager);
    const post = await found(manager, PostEntity, id);
    caller.require(['administrator'], post.unitId);
    requireStanding(post, 'post');
    return post;
  }

  private async answer({ manager, at }: Transaction, id: string): Promise<PostResponse> {
    const { organisation } = await this.facts.organisation(manager);
    return toPost(await found(manager, PostEntity, id), organisation, at);
  }

  /** Silence passes upward: a post above itself would have it go round for ever. */
  private async requireNoLoop(manager: EntityManager, id: string, managedBy: string): Promise<void> {
    const { organisation } = await this.facts.organisation(manager);
    if (managedBy === id || organisation.chainAbove(managedBy).includes(id))
      throw refused('managed-in-a-loop', 'The post would stand above itself.');
  }
}
