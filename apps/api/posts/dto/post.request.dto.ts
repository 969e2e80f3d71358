import type { Title } from '../../../../libs/domain/organisation/organisation.js';
import { IdField, SlugField, TitleField } from '../../common/fields/index.js';
import { DatedPageRequest, FromField } from '../../organisation/dated.js';
import { BeginSpanRequest } from '../../organisation/span.dto.js';

export class PostsRequest extends DatedPageRequest {
  @IdField({ description: 'Only posts of this unit.', example: 'court-office', optional: true })
  unit?: string;

  @SlugField({ description: 'Only posts of this kind.', example: 'branch-secretary', optional: true })
  kind?: string;
}

export class CreatePostRequest {
  @SlugField({
    description: 'The id to give it; left out: a random one.',
    example: 'office-head',
    optional: true,
  })
  id?: string;

  @IdField({ description: 'The unit that it belongs to.', example: 'court-office' })
  unit: string;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @SlugField({ description: 'What the party rules of duties name.', example: 'department-head' })
  kind: string;

  @IdField({
    description: 'The post that manages it; null at the top.',
    example: 'president',
    nullable: true,
  })
  managedBy: string | null;
}

export class ChangePostRequest {
  @FromField()
  from?: string;

  @TitleField({ description: 'What it is called from then on.', optional: true })
  title?: Title;

  @IdField({
    description:
      'The post that manages it from then on. What is open keeps the levels that it was opened with.',
    example: 'president',
    optional: true,
    nullable: true,
  })
  managedBy?: string | null;
}

export class BeginTenureRequest extends BeginSpanRequest {
  @IdField({ description: 'Who holds the post.', example: 'li-na' })
  officer: string;
}

export class TenureParams {
  @IdField({ description: 'Id of the post.', example: 'office-head' })
  id: string;

  @IdField({ description: 'Id of the tenure.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  tenure: string;
}
