import { PageRequest } from '../../common/page/page.request.dto.js';
import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  ObjectField,
  QueryWholeField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';
import { ChangeDutyRequest } from '../../duties/dto/duty.request.dto.js';

export const IN_FLIGHT = ['untouched', 'waive', 'extend'] as const;

export class TargetParams {
  @IdField({
    description: 'Id of what is changed: a cycle, a duty, or the unit whose policy it is.',
    example: 'court',
  })
  id: string;
}

export class ChangeParams extends TargetParams {
  @QueryWholeField({ description: 'Which change of it.', example: 1, min: 1, max: 1_000_000 })
  n: number;
}

export class ChangesRequest extends PageRequest {}

/** What every proposal says. */
export class ProposalRequest {
  @DateField({
    description: 'In force for the first period that begins on this date or after it.',
    example: '2027-07-01',
  })
  from: string;

  @TextField({
    description: 'Why, and which meeting or document decided it; kept as a document.',
    example: 'Leading group, meeting 7 of 2027, item 3',
    max: 2_000,
    multiline: true,
  })
  reason: string;

  @ChoiceField(IN_FLIGHT, {
    description: 'What becomes of what is open already; untouched unless it is said here.',
    optional: true,
  })
  inFlight?: (typeof IN_FLIGHT)[number];

  @DateField({
    description: 'With `extend`: the date to whose end the open deadlines are put off.',
    example: '2027-07-31',
    optional: true,
  })
  extendTo?: string;
}

export class CycleChangeRequest extends ProposalRequest {
  @TextField({
    description: 'Another recurrence (RFC 5545); left out: as it is.',
    example: 'FREQ=MONTHLY;INTERVAL=3',
    max: 500,
    optional: true,
  })
  rule?: string;

  @DateField({
    description: 'Another first date of the series, from which periods are counted.',
    example: '2027-07-01',
    optional: true,
  })
  startDate?: string;

  @WholeField({
    description: 'Another version of its duty.',
    example: 2,
    min: 1,
    max: 1_000_000,
    optional: true,
  })
  dutyVersion?: number;
}

export class DutyChangeRequest extends ProposalRequest {
  @ObjectField(() => ChangeDutyRequest, { description: 'The whole of what is owed from then on.' })
  duty: ChangeDutyRequest;
}

const count = (description: string, example: number, max: number): PropertyDecorator =>
  WholeField({ description, example, min: 0, max, optional: true });

/** Limits that are left out stay as they are. */
export class PolicyDto {
  @count('How often a deadline may be put off.', 2, 100)
  maxExtensions?: number;

  @count('By how many working days in all.', 20, 1_000)
  maxExtensionWorkingDays?: number;

  @count('Working days that a return leaves at the least.', 3, 100)
  minReturnWorkingDays?: number;

  @count('Working days for which an unanswered request holds the overdue rung.', 3, 3)
  extensionHoldWorkingDays?: number;

  @WholeField({
    description: 'Calendar days after which a suspension is looked at.',
    example: 30,
    min: 1,
    max: 366,
    optional: true,
  })
  suspensionReviewCalendarDays?: number;

  @count('Working days of grace for a new holder.', 5, 100)
  graceWorkingDays?: number;

  @WholeField({
    description: 'Working days of a stage that opens after its own date.',
    example: 3,
    min: 1,
    max: 100,
    optional: true,
  })
  minStageWorkingDays?: number;
}

export class PolicyChangeRequest extends ProposalRequest {
  @ObjectField(() => PolicyDto, { description: 'The limits that change.' })
  policy: PolicyDto;
}

export class ApprovalRequest {
  @FlagField({ description: 'Whether it is approved; false rejects it.', example: true })
  approve: boolean;

  @TextField({
    description: 'Why; a rejection has to say. Kept as a document.',
    example: 'The courts above do the same.',
    max: 2_000,
    multiline: true,
    optional: true,
  })
  reason?: string;
}
