import type {
  DueRule,
  OffsetSpec,
  PartyRule,
  ReviewerRule,
} from '../../../../libs/domain/duty/definition.js';
import {
  ChoiceField,
  ListField,
  ObjectField,
  OffsetField,
  SlugField,
  TitleDto,
  TitleField,
} from '../../common/fields/index.js';
import { EvidenceRequirementDto } from './evidence-requirement.dto.js';
import { DueField, PartiesField, ReviewerField } from './fields.js';
import { LadderDto } from './ladder.dto.js';

export class ReviewDto {
  @ReviewerField({ description: 'Who reviews; never whoever handed it in.' })
  by: ReviewerRule;

  @OffsetField({ description: 'How long the review may take.', example: { workingDays: 5 } })
  within: OffsetSpec;

  @ObjectField(() => LadderDto, { description: 'The ladder of the reviewer.' })
  ladder: LadderDto;
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

  @ObjectField(() => LadderDto, { description: 'What comes before and after the deadline.' })
  ladder: LadderDto;

  @ListField(() => EvidenceRequirementDto, {
    description: 'What must be shown for it to count as done.',
    max: 20,
  })
  evidence: EvidenceRequirementDto[];

  @ObjectField(() => ReviewDto, {
    description: 'Who reviews what is handed in; null: handing in is enough.',
    nullable: true,
  })
  review: ReviewDto | null;
}
