import type { OffsetSpec, RungAction } from '../../../../libs/domain/duty/definition.js';
import { MAX_RUNGS } from '../../../../libs/domain/duty/validate-ladder.js';
import { ChoiceField, ListField, OffsetField, SlugField, WholeField } from '../../common/fields/index.js';

const ACTIONS = [
  'remind',
  'overdue',
  'escalate',
  'launch',
  'lapse',
  'close',
] as const satisfies readonly RungAction[];

/** One rung of a ladder. */
export class RungDto {
  @SlugField({ description: 'Unique in the ladder.', example: 'escalate-1' })
  name: string;

  @ChoiceField(ACTIONS, {
    description:
      'What it does when its instant comes. The last of a duty is launch or lapse, of a right close.',
    example: 'escalate',
  })
  action: RungAction;

  @OffsetField({
    description: 'From the due instant, negative before it. All rungs of a ladder count in one unit.',
    example: { workingDays: 3 },
    sign: 'any',
  })
  offset: OffsetSpec;

  @WholeField({
    description: 'For escalate: 1 is the post directly above.',
    example: 1,
    min: 1,
    max: 20,
    optional: true,
  })
  level?: number;
}

export class LadderDto {
  @ListField(() => RungDto, { description: 'In the order in which they come.', min: 1, max: MAX_RUNGS })
  rungs: RungDto[];
}
