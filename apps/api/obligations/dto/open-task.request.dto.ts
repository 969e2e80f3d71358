import type { OffsetSpec } from '../../../../libs/domain/duty/definition.js';
import { MAX_RUNGS } from '../../../../libs/domain/duty/validate-ladder.js';
import {
  DeadlineField,
  IdField,
  ListField,
  ObjectField,
  OffsetField,
  TextField,
  TitleDto,
  TitleField,
} from '../../common/fields/index.js';
import { EvidenceRequirementDto } from '../../duties/dto/evidence-requirement.dto.js';
import { RungDto } from '../../duties/dto/ladder.dto.js';
import { NamedPartyDto } from '../../duties/dto/named-party.dto.js';

export class TaskReviewRequest {
  @IdField({
    description: 'The reviewing post; the one above whoever owes where it is left out.',
    example: 'president',
    optional: true,
  })
  by?: string;

  @OffsetField({ description: 'How long the review may take.', example: { workingDays: 5 } })
  within: OffsetSpec;

  @ListField(() => RungDto, {
    description: 'The ladder of the reviewer; a default one where it is left out.',
    min: 1,
    max: MAX_RUNGS,
    optional: true,
  })
  ladder?: RungDto[];
}

/** A one-off task (临时任务) beside the plan. */
export class OpenTaskRequest {
  @TitleField({ description: 'What is to be done.' })
  title: TitleDto;

  @IdField({ description: 'The unit that it belongs to.', example: 'court' })
  unit: string;

  @TextField({
    description: 'More about it; kept as a document.',
    max: 20_000,
    example: 'Collect the lists of all departments, and send one list upward.',
    multiline: true,
    optional: true,
  })
  description?: string;

  @ListField(() => NamedPartyDto, { description: 'Who owes it, each on their own.', min: 1, max: 200 })
  parties: NamedPartyDto[];

  @DeadlineField({ description: "By when. A day ends in the unit's zone." })
  dueAt: string;

  @ListField(() => RungDto, {
    description: 'Reminders and escalations; a default ladder where it is left out.',
    min: 1,
    max: MAX_RUNGS,
    optional: true,
  })
  ladder?: RungDto[];

  @ListField(() => EvidenceRequirementDto, {
    description: 'What must be shown for it to count as done.',
    max: 20,
    optional: true,
  })
  evidence?: EvidenceRequirementDto[];

  @ObjectField(() => TaskReviewRequest, {
    description: 'Who reviews what is handed in; without it, handing in is enough.',
    optional: true,
  })
  review?: TaskReviewRequest;
}
