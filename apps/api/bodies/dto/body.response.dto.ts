import type { BodyRow, Organisation, Title } from '../../../../libs/domain/organisation/organisation.js';
import { USUAL_QUORUM } from '../../../../libs/domain/organisation/quorum.js';
import type { Instant } from '../../../../libs/domain/time.js';
import type { BodyEntity } from '../../../../libs/persistence/entities/body.entity.js';
import {
  IdField,
  IdsField,
  InstantField,
  ListField,
  SlugField,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';
import { notFound } from '../../common/problem/problem.js';
import { QuorumField, type QuorumRuleDto } from './quorum.dto.js';

/** What a body is from an instant on. */
export class BodyVersionResponse {
  @InstantField({ description: 'Since when it is so.' })
  from: string;

  @IdField({ description: 'The unit that it belongs to.', example: 'court' })
  unit: string;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @SlugField({ description: 'What the party rules of duties name.', example: 'leading-group' })
  kind: string;

  @IdField({
    description: 'The post that hears of what it left undone.',
    example: 'superior-secretary',
    nullable: true,
  })
  superior: string | null;

  @IdField({
    description: 'The post that writes to it, where it is a body outside the institution.',
    example: 'office-head',
    nullable: true,
  })
  desk: string | null;

  @QuorumField({ description: 'At least which share of its members takes part for it to decide.' })
  quorum: QuorumRuleDto;
}

export class BodyResponse extends BodyVersionResponse {
  @IdField({ description: 'Its id.', example: 'leading-group' })
  id: string;

  @IdField({
    description: 'The post that chairs it; null: nobody does.',
    example: 'party-secretary',
    nullable: true,
  })
  chair: string | null;

  @IdField({ description: 'The post of its secretary.', example: 'office-head', nullable: true })
  secretary: string | null;

  @IdsField({
    description: 'The posts whose holders are its members.',
    example: ['president', 'vice-president'],
    max: 200,
  })
  members: string[];

  @ListField(() => BodyVersionResponse, { description: 'What it will be later, the next first.', max: 200 })
  planned: BodyVersionResponse[];

  @InstantField({ description: 'Since when it is no more; null while it is.', nullable: true })
  endedAt: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

const toVersion = (body: BodyRow): BodyVersionResponse => ({
  from: body.from as Instant,
  unit: body.unitId,
  title: body.title,
  kind: body.kind,
  superior: body.superiorPostId,
  desk: body.deskPostId ?? null,
  quorum: body.quorum ?? USUAL_QUORUM,
});

/** @throws Problem 404 where it does not exist yet at `at` */
export function toBody(
  { id, endedAt, version }: BodyEntity,
  organisation: Organisation,
  at: Instant,
): BodyResponse {
  const body = organisation.body(id, at);
  if (body === undefined) throw notFound('body');
  return {
    id,
    ...toVersion(body),
    chair: body.chairPostId,
    secretary: body.secretaryPostId,
    members: [...body.memberPostIds],
    planned: organisation.plannedBodies(id, at).map(toVersion),
    endedAt,
    version,
  };
}
