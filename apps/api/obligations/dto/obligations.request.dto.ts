import { ChoiceField, DeadlineField, IdField } from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

export const OBLIGATION_STATUSES = [
  'open',
  'fulfilled',
  'lapsed',
  'waived',
  'nobody-owed',
  'window-closed',
  'merged',
] as const;
export const LIGHTS = ['blue', 'yellow', 'red'] as const;

/** The filters of the board. */
export class ObligationsRequest extends PageRequest {
  @ChoiceField(OBLIGATION_STATUSES, { description: 'Only of this status.', optional: true })
  status?: (typeof OBLIGATION_STATUSES)[number];

  @ChoiceField(LIGHTS, { description: 'Only of this light.', optional: true })
  light?: (typeof LIGHTS)[number];

  @IdField({ description: 'Only of this unit and those below it.', example: 'court', optional: true })
  unit?: string;

  @IdField({ description: 'Only of this duty.', example: 'topic-study', optional: true })
  duty?: string;

  @IdField({ description: 'Only where this post or body owes.', example: 'leading-group', optional: true })
  party?: string;

  @DeadlineField({ description: 'Only where somebody has to have acted by then.', optional: true })
  dueBefore?: string;
}
