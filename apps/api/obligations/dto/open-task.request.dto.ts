import type { OffsetSpec } from '../../../../libs/domain/duty/definition.js';
import {
  ChoiceField,
  DeadlineField,
  IdField,
  ListField,
  ObjectField,
  OffsetField,
  PatternField,
  TextField,
  TitleDto,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ACTIONS = ['remind', 'overdue', 'escalate', 'launch', 'lapse'] as const;

export class TaskPartyRequest {
  @ChoiceField(['post', 'body'], { description: 'What owes it.' })
  kind: 'post' | 'body';

  @IdField({ description: 'Its id.', example: 'office-head' })
  id: string;
}

/** One rung of a ladder; all rungs of one ladder count in the same unit. */
export class RungRequest {
  @PatternField({
    description: 'Unique in the ladder.',
    example: 'escalate-1',
    pattern: NAME,
    expected: 'must be lower-case letters, digits and single hyphens',
  })
  name: string;

  @ChoiceField(ACTIONS, { description: 'What it does when its instant comes.' })
  action: (typeof ACTIONS)[number];

  @OffsetField({
    description: 'Distance from the deadline; negative before it, zero for overdue.',
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

export class EvidenceRequirementRequest {
  @PatternField({
    description: 'Unique in the task.',
    example: 'report',
    pattern: NAME,
    expected: 'must be lower-case letters, digits and single hyphens',
  })
  name: string;

  @TitleField({ description: 'What is to be shown.' })
  title: TitleDto;
}

export class TaskReviewRequest {
  @IdField({
    description: 'The reviewing post; the one above whoever owes where it is left out.',
    example: 'president',
    optional: true,
  })
  by?: string;

  @OffsetField({ description: 'How long the review may take.', example: { workingDays: 5 } })
  within: OffsetSpec;

  @ListField(() => RungRequest, {
    description: 'The ladder of the reviewer; a default one where it is left out.',
    min: 1,
    max: 20,
    optional: true,
  })
  ladder?: RungRequest[];
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

  @ListField(() => TaskPartyRequest, { description: 'Who owes it, each on their own.', min: 1, max: 200 })
  parties: TaskPartyRequest[];

  @DeadlineField({ description: "By when. A day ends in the unit's zone." })
  dueAt: string;

  @ListField(() => RungRequest, {
    description: 'Reminders and escalations; a default ladder where it is left out.',
    min: 1,
    max: 20,
    optional: true,
  })
  ladder?: RungRequest[];

  @ListField(() => EvidenceRequirementRequest, {
    description: 'What must be shown for it to count as done.',
    max: 20,
    optional: true,
  })
  evidence?: EvidenceRequirementRequest[];

  @ObjectField(() => TaskReviewRequest, {
    description: 'Who reviews what is handed in; without it, handing in is enough.',
    optional: true,
  })
  review?: TaskReviewRequest;
}
