import type {
  DueRule,
  OffsetSpec,
  PartyRule,
  ReviewerRule,
  RungAction,
} from '../../../../libs/domain/duty/definition.js';
import { MAX_RUNGS } from '../../../../libs/domain/duty/validate-ladder.js';
import {
  ChoiceField,
  ListField,
  ObjectField,
  OffsetField,
  SlugField,
  TitleDto,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';
import { DueField, PartiesField, ReviewerField } from './fields.js';

const ACTIONS = [
  'remind',
  'overdue',
  'escalate',
  'launch',
  'lapse',
  'close',
] as const satisfies readonly RungAction[];

export class DutyRungDto {
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

export class DutyLadderDto {
  @ListField(() => DutyRungDto, { description: 'In the order in which they come.', min: 1, max: MAX_RUNGS })
  rungs: DutyRungDto[];
}

export class DutyEvidenceDto {
  @SlugField({ description: 'Unique in the stage.', example: 'minutes' })
  name: string;

  @TitleField({ description: 'What is to be shown.' })
  title: TitleDto;
}

export class DutyReviewDto {
  @ReviewerField({ description: 'Who reviews; never whoever handed it in.' })
  by: ReviewerRule;

  @OffsetField({ description: 'How long the review may take.', example: { workingDays: 5 } })
  within: OffsetSpec;

  @ObjectField(() => DutyLadderDto, { description: 'The ladder of the reviewer.' })
  ladder: DutyLadderDto;
}

/** One clocked stage of a duty. */
export class StageDto {
  @SlugField({
    description: 'Unique in the duty; a procedure asks for its stages by name.',
    example: 'minutes',
  })
  name: string;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;

  @ChoiceField(['duty', 'right'], { description: 'Silence escalates a duty; it lets a right lapse.' })
  kind: 'duty' | 'right';

  @PartiesField({ description: 'Who owes it, or may do it.' })
  parties: PartyRule;

  @DueField({ description: 'When it is due.' })
  due: DueRule;

  @ObjectField(() => DutyLadderDto, { description: 'What comes before and after the deadline.' })
  ladder: DutyLadderDto;

  @ListField(() => DutyEvidenceDto, { description: 'What must be shown for it to count as done.', max: 20 })
  evidence: DutyEvidenceDto[];

  @ObjectField(() => DutyReviewDto, {
    description: 'Who reviews what is handed in; null: handing in is enough.',
    nullable: true,
  })
  review: DutyReviewDto | null;
}
