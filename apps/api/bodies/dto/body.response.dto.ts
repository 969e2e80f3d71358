import type { Title } from '../../../../libs/domain/organisation/organisation.js';
import type { BodyEntity } from '../../../../libs/persistence/entities/body.entity.js';
import {
  IdField,
  IdsField,
  InstantField,
  SlugField,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';

export class BodyResponse {
  @IdField({ description: 'Its id.', example: 'leading-group' })
  id: string;

  @IdField({ description: 'The unit that it belongs to.', example: 'court' })
  unit: string;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @SlugField({ description: 'What the party rules of duties name.', example: 'leading-group' })
  kind: string;

  @IdField({ description: 'The post that chairs it.', example: 'party-secretary' })
  chair: string;

  @IdField({ description: 'The post of its secretary.', example: 'office-head', nullable: true })
  secretary: string | null;

  @IdsField({
    description: 'The posts whose holders are its members.',
    example: ['president', 'vice-president'],
    max: 200,
  })
  members: string[];

  @IdField({
    description: 'The post that hears of what it left undone.',
    example: 'superior-secretary',
    nullable: true,
  })
  superior: string | null;

  @InstantField({ description: 'Since when it is no more; null while it is.', nullable: true })
  endedAt: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

export const toBody = (body: BodyEntity): BodyResponse => ({
  id: body.id,
  unit: body.unitId,
  title: body.title,
  kind: body.kind,
  chair: body.chairPostId,
  secretary: body.secretaryPostId,
  members: body.memberPostIds,
  superior: body.superiorPostId,
  endedAt: body.endedAt,
  version: body.version,
});
