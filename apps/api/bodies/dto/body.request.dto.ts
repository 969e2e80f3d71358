import type { Title } from '../../../../libs/domain/organisation/organisation.js';
import { IdField, IdsField, SlugField, TitleField } from '../../common/fields/index.js';
import { DatedPageRequest, FromField } from '../../organisation/dated.js';
import { QuorumField, type QuorumRuleDto } from './quorum.dto.js';

export class BodiesRequest extends DatedPageRequest {
  @IdField({ description: 'Only bodies of this unit.', example: 'court', optional: true })
  unit?: string;
}

export class CreateBodyRequest {
  @SlugField({
    description: 'The id to give it; left out: a random one.',
    example: 'leading-group',
    optional: true,
  })
  id?: string;

  @IdField({ description: 'The unit that it belongs to.', example: 'court' })
  unit: string;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @SlugField({ description: 'What the party rules of duties name.', example: 'leading-group' })
  kind: string;

  @IdField({
    description: 'The post that chairs it, from now on; later changes are changes of seats.',
    example: 'party-secretary',
  })
  chair: string;

  @IdField({ description: 'The post of its secretary; null: none.', example: 'office-head', nullable: true })
  secretary: string | null;

  @IdsField({
    description: 'The posts whose holders are its members.',
    example: ['president', 'vice-president'],
    max: 200,
  })
  members: string[];

  @IdField({
    description: 'The post that hears of what it left undone; null where nobody is above it.',
    example: 'superior-secretary',
    nullable: true,
  })
  superior: string | null;

  @QuorumField({
    description:
      'At least which share of its members takes part for it to decide; left out or null: half, and two thirds for personnel or discipline.',
    optional: true,
    nullable: true,
  })
  quorum?: QuorumRuleDto | null;
}

export class ChangeBodyRequest {
  @FromField()
  from?: string;

  @IdField({
    description: 'Of a body outside the institution: the post that writes to it from then on.',
    example: 'office-head',
    optional: true,
  })
  desk?: string;

  @TitleField({ description: 'What it is called from then on.', optional: true })
  title?: Title;

  @IdField({
    description: 'The post that hears of what it left undone from then on; null where nobody is above it.',
    example: 'superior-secretary',
    optional: true,
    nullable: true,
  })
  superior?: string | null;

  @QuorumField({
    description:
      'At least which share of its members takes part for it to decide, in meetings that begin from then on; null: half, and two thirds for personnel or discipline.',
    optional: true,
    nullable: true,
  })
  quorum?: QuorumRuleDto | null;
}
