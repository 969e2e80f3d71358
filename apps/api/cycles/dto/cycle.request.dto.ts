import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  SlugField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

/** A recurrence is at most this long. */
const MAX_RULE = 500;

export class CyclesRequest extends PageRequest {
  @IdField({ description: 'Only of this unit and those below it.', example: 'court', optional: true })
  unit?: string;

  @IdField({ description: 'Only of this duty.', example: 'court.topic-study', optional: true })
  duty?: string;
}

export class CreateCycleRequest {
  @SlugField({
    description: 'The id to give it; left out: a random one.',
    example: 'key-dates-2027',
    optional: true,
  })
  id?: string;

  @IdField({ description: 'The unit on which the duty is laid.', example: 'court' })
  unit: string;

  @IdField({
    description: 'The duty, laid down by the unit or one above it.',
    example: 'court.key-date-roster',
  })
  duty: string;

  @WholeField({
    description: 'Which version of it; the newest where it is left out.',
    example: 1,
    min: 1,
    max: 1_000_000,
    optional: true,
  })
  dutyVersion?: number;

  @TextField({
    description:
      'When it recurs: the value of an RRULE (RFC 5545), without DTSTART; left out where it follows key dates.',
    example: 'FREQ=MONTHLY;INTERVAL=6',
    max: MAX_RULE,
    optional: true,
  })
  rule?: string;

  @WholeField({
    description:
      'In place of a rule: a period for each key date of the unit, which begins so many working days before it.',
    example: 10,
    min: 0,
    max: 60,
    optional: true,
  })
  leadWorkingDays?: number;

  @ChoiceField(['period-start', 'period-end'], {
    description:
      'When each period opens: as it begins (unless said otherwise), or when it is over, for what is about all of it.',
    optional: true,
  })
  opens?: 'period-start' | 'period-end';

  @DateField({ description: 'The first date of the series.', example: '2027-01-01' })
  startDate: string;

  @DateField({
    description:
      "Periods that ended before it open only to be back-filled; today in the unit's zone where it is left out.",
    example: '2027-01-01',
    optional: true,
  })
  adoptionDate?: string;
}

export class PreviewRequest {
  @DateField({ description: 'The first date on which a period may open.', example: '2027-01-01' })
  from: string;

  @DateField({ description: 'The last one; at most 400 days later.', example: '2027-12-31' })
  to: string;
}

/** A change of a cycle names what decided it. */
export class CycleCommandRequest {
  @TextField({
    description: 'The meeting or document that decided it; kept as a document.',
    example: 'Leading group, meeting 7 of 2027, item 3',
    max: 2_000,
    multiline: true,
  })
  citing: string;
}

export class SkipRequest extends CycleCommandRequest {
  @DateField({ description: 'The first date of the period, as the preview has it.', example: '2027-04-01' })
  period: string;
}

export class OpenNowRequest extends CycleCommandRequest {
  @DateField({ description: 'A date in the period.', example: '2027-04-01' })
  period: string;

  @FlagField({
    description:
      'Opens a period that is over to be back-filled (补录), also one that ended before the adoption: it never lapses, and is marked.',
    example: true,
    optional: true,
  })
  backfill?: boolean;
}
