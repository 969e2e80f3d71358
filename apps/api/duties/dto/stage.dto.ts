import {
  MEETING_MATERIAL,
  type DueRule,
  type MeetingMaterial,
  type OffsetSpec,
  type PartyRule,
  type ReviewerRule,
} from '../../../../libs/domain/duty/definition.js';
import {
  ChoiceField,
  FlagField,
  ListField,
  ObjectField,
  OffsetField,
  SlugField,
  SlugsField,
  TitleDto,
  TitleField,
  WholeField,
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

  @ChoiceField(MEETING_MATERIAL, {
    description: 'What it takes from a meeting whose item is linked to the obligation; left out: nothing.',
    optional: true,
  })
  meeting?: MeetingMaterial;

  @SlugsField({
    description: 'Earlier stages, each of which somebody else has to have handed in; people are compared.',
    example: ['draft'],
    min: 1,
    max: 20,
    optional: true,
  })
  otherPersonThan?: string[];

  @FlagField({
    description: 'Whether decisions handed in with it become obligations of their own; left out: no.',
    example: true,
    optional: true,
  })
  tracksDecisions?: boolean;

  @WholeField({
    description: 'Minutes of work that one party spends on it each time.',
    example: 30,
    min: 0,
    max: 4_800,
    optional: true,
  })
  effortMinutes?: number;
}
