import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import type { BodyRow, Seat } from '../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../libs/domain/time.js';
import { BodyEntity } from '../../../libs/persistence/entities/body.entity.js';
import { PartyStateEntity } from '../../../libs/persistence/entities/party-state.entity.js';
import { PostEntity } from '../../../libs/persistence/entities/post.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import type { Caller } from '../auth/caller.js';
import { Changes, type Transaction } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { badRequest, refused, type Fault } from '../common/problem/problem.js';
import { requireVersion } from '../common/version/if-match.js';
import { beginning, changedFrom } from '../organisation/dated.js';
import {
  found,
  lockOrganisation,
  referenced,
  requireFreeId,
  requireStanding,
} from '../organisation/references.js';
import type { BodiesRequest, ChangeBodyRequest, CreateBodyRequest } from './dto/body.request.dto.js';
import { toBody, type BodyResponse } from './dto/body.response.dto.js';

/** Bodies, and with whom they begin; who sits in them later are their seats. */
@Injectable()
export class BodiesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly facts: Facts,
  ) {}

  list({ organisation, at: now }: Caller, request: BodiesRequest): Promise<Page<BodyResponse>> {
    const { at = now, unit } = request;
    const bodies = organisation.bodiesAt(at).filter(({ unitId }) => unit === undefined || unitId === unit);
    const query = this.dataSource
      .getRepository(BodyEntity)
      .createQueryBuilder('body')
      .where('body.id = ANY(:ids)', { ids: bodies.map(({ id }) => id) });
    return paginate(query, request, [{ property: 'id', type: 'string' }], (row) =>
      toBody(row, organisation, at),
    );
  }

  async show({ organisation, at: now }: Caller, id: string, at: Instant = now): Promise<BodyResponse> {
    return toBody(await found(this.dataSource.manager, BodyEntity, id), organisation, at);
  }

  create(command: Command, request: CreateBodyRequest): Promise<BodyResponse> {
    const { id = randomUUID(), unit: unitId, title, kind } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(['administrator'], unitId);
      await requireFreeId(tx.manager, BodyEntity, id);
      await requirePosts(tx.manager, request);
      const { superior: superiorPostId, quorum = null } = request;
      const row = { id, unitId, title, kind, superiorPostId, quorum };
      await tx.record(ORGANISATION, 'body-set', { ...row, from: tx.at });
      for (const seat of seatsOf(request)) {
        const span = { id: randomUUID(), bodyId: id, from: tx.at, to: null };
        await tx.record(ORGANISATION, 'seat-set', { ...span, ...seat });
      }
      return this.answer(tx, id);
    });
  }

  change(command: Command, id: string, version: number, request: ChangeBodyRequest): Promise<BodyResponse> {
    return this.changes.run(command, async (tx) => {
      const row = await this.takeOver(tx, command, id);
      requireVersion(row.version, version);
      const from = beginning(request.from, tx.at);
      const { organisation } = await this.facts.organisation(tx.manager);
      const [standing, planned] = [
        organisation.bodyRow(id, from) as BodyRow,
        organisation.plannedBodies(id, from),
      ];
      requireFitting(standing, request);
      const { title, superior, quorum, desk } = request;
      const change: Partial<BodyRow> = {
        ...(title === undefined ? {} : { title }),
        ...(superior === undefined ? {} : { superiorPostId: superior }),
        ...(quorum === undefined ? {} : { quorum }),
        ...(desk === undefined ? {} : { deskPostId: desk }),
      };
      if (desk !== undefined) await referenced(tx.manager, PostEntity, desk, '/desk');
      if (superior != null) await referenced(tx.manager, PostEntity, superior, '/superior');
      for (const one of changedFrom(standing, planned, change, from))
        await tx.record(ORGANISATION, 'body-set', one);
      return this.answer(tx, id);
    });
  }

  end(command: Command, id: string): Promise<BodyResponse> {
    return this.changes.run(command, async (tx) => {
      await this.takeOver(tx, command, id);
      if (await tx.manager.existsBy(PartyStateEntity, { party: id, endedAt: IsNull() }))
        throw refused('still-owes', 'The body still owes something.');
      await tx.record(ORGANISATION, 'body-ended', { id });
      return this.answer(tx, id);
    });
  }

  /** A body that the caller may change, with the organisation held still. */
  private async takeOver({ manager, at }: Transaction, { caller }: Command, id: string): Promise<BodyEntity> {
    await lockOrganisation(manager);
    const row = await found(manager, BodyEntity, id);
    const { organisation } = await this.facts.organisation(manager);
    caller.require(['administrator'], organisation.body(id, at)?.unitId ?? '');
    requireStanding(row, 'body');
    return row;
  }

  private async answer({ manager, at }: Transaction, id: string): Promise<BodyResponse> {
    const { organisation } = await this.facts.organisation(manager);
    return toBody(await found(manager, BodyEntity, id), organisation, at);
  }
}

const seatsOf = ({ chair, secretary, members }: CreateBodyRequest): Pick<Seat, 'postId' | 'as'>[] => [
  { postId: chair, as: 'chair' },
  ...(secretary === null ? [] : [{ postId: secretary, as: 'secretary' as const }]),
  ...members.map((postId) => ({ postId, as: 'member' as const })),
];

/** @throws Problem 400 for what only a body outside the institution has, or only one of its own */
function requireFitting({ deskPostId }: BodyRow, request: ChangeBodyRequest): void {
  const isExternal = deskPostId != null;
  const unfit = isExternal ? (['superior', 'quorum'] as const) : (['desk'] as const);
  const detail = isExternal
    ? 'must be left out: the body is outside the institution'
    : 'must be left out: the body is not outside the institution';
  const faults = unfit
    .filter((name) => request[name] != null)
    .map((name): Fault => ({ pointer: `/${name}`, detail }));
  if (faults.length > 0) throw badRequest(faults);
}

async function requirePosts(manager: EntityManager, body: CreateBodyRequest): Promise<void> {
  if (new Set(body.members).size < body.members.length)
    throw badRequest([{ pointer: '/members', detail: 'must name each post once' }]);
  const named = [
    ['/chair', body.chair],
    ['/secretary', body.secretary],
    ['/superior', body.superior],
    ...body.members.map((id, index) => [`/members/${index}`, id] as const),
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
