import type { Title } from '../../../../libs/domain/organisation/organisation.js';
import { IdField, SlugField, TitleField } from '../../common/fields/index.js';

export class CreateExternalBodyRequest {
  @SlugField({
    description: 'The id to give it; left out: a random one.',
    example: 'city-justice-bureau',
    optional: true,
  })
  id?: string;

  @IdField({ description: 'The unit that deals with it.', example: 'court' })
  unit: string;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @SlugField({ description: 'What the party rules of duties name.', example: 'justice-bureau' })
  kind: string;

  @IdField({
    description: 'The post that writes to it and receives its answers; it hears of what the body owes.',
    example: 'office-head',
  })
  desk: string;
}
