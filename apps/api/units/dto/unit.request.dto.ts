import type { Title } from '../../../../libs/domain/organisation/organisation.js';
import { IdField, SlugField, TitleField } from '../../common/fields/index.js';
import { DatedPageRequest, FromField } from '../../organisation/dated.js';

export class UnitsRequest extends DatedPageRequest {
  @IdField({ description: 'Only units directly below this one.', example: 'court', optional: true })
  parent?: string;
}

export class CreateUnitRequest {
  @SlugField({
    description: 'The id to give it; left out: a random one.',
    example: 'court-office',
    optional: true,
  })
  id?: string;

  @IdField({ description: 'The unit above it.', example: 'court' })
  parent: string;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @IdField({
    description: "The calendar that its deadlines follow; left out: the parent's.",
    example: 'china',
    optional: true,
  })
  calendar?: string;
}

export class ChangeUnitRequest {
  @FromField()
  from?: string;

  @IdField({ description: 'The unit above it from then on.', example: 'court', optional: true })
  parent?: string;

  @TitleField({ description: 'What it is called from then on.', optional: true })
  title?: Title;

  @IdField({
    description: 'The calendar that its deadlines follow from then on; what is open keeps its own.',
    example: 'china',
    optional: true,
  })
  calendar?: string;
}
