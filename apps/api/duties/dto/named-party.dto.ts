import { ChoiceField, IdField } from '../../common/fields/index.js';

/** A post or a body by its id. */
export class NamedPartyDto {
  @ChoiceField(['post', 'body'], { description: 'What owes it.' })
  kind: 'post' | 'body';

  @IdField({ description: 'Its id.', example: 'office-head' })
  id: string;
}
