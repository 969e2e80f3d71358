import type { Basis } from '../../../../libs/domain/duty/definition.js';
import type { Offset } from '../../../../libs/domain/calendar/calendar.js';
import type { InstantExplanation, NamedDay } from '../../../../libs/domain/obligation/explain-instant.js';
import type { DeadlineMove } from '../../../../libs/domain/obligation/explain-moves.js';
import type { PartyExplanation } from '../../../../libs/domain/obligation/explain.js';
import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  JsonField,
  ListField,
  ObjectField,
  Sha256Field,
  SlugField,
  TextField,
  TitleField,
  ValuesField,
  WholeField,
  type TitleDto,
} from '../../common/fields/index.js';

const MAX_INT = 2_147_483_647;
const UNITS = ['workingDays', 'calendarDays', 'milliseconds'] as const;

export class NamedDayResponse implements NamedDay {
  @DateField({ description: 'The day.' })
  date: string;

  @TextField({ description: 'What it is called.', example: '国庆节', max: 200 })
  name: string;
}

export class OffsetResponse implements Offset {
  @ChoiceField(UNITS, { description: 'What is counted.' })
  unit: (typeof UNITS)[number];

  @WholeField({
    description: 'How many; negative is earlier.',
    example: -5,
    min: -MAX_INT,
    max: Number.MAX_SAFE_INTEGER,
  })
  amount: number;
}

/** Why one instant is what it is. */
export class InstantExplanationResponse implements InstantExplanation {
  @SlugField({ description: '`due`, or the name of a rung.', example: 'escalate-1' })
  name: string;

  @SlugField({
    description: 'What the rung does; null for the due instant.',
    example: 'escalate',
    nullable: true,
  })
  action: InstantExplanation['action'];

  @InstantField({ description: 'The instant.' })
  at: string;

  @DateField({ description: 'The day on which it falls, in the zone of the calendar.' })
  date: string;

  @SlugField({
    description:
      'What it counts from: for a rung `due`, or what put it off; for the due instant what set it.',
    example: 'period-end',
  })
  because: string;

  @InstantField({
    description: 'Where counting begins; null where somebody set the instant.',
    nullable: true,
  })
  from: string | null;

  @ObjectField(() => OffsetResponse, { description: 'How far.', nullable: true })
  offset: OffsetResponse | null;

  @ListField(() => NamedDayResponse, {
    description: 'Holidays on the way, which were not counted.',
    max: 4_000,
  })
  holidays: NamedDayResponse[];

  @WholeField({ description: 'Ordinary days off on the way.', example: 2, min: 0, max: MAX_INT })
  daysOff: number;

  @ListField(() => NamedDayResponse, {
    description: 'Days on the way that were counted though they are usually off.',
    max: 4_000,
  })
  madeUpDays: NamedDayResponse[];

  @FlagField({
    description: 'It depends on a year whose list of holidays has not been published.',
    example: false,
  })
  isProvisional: boolean;
}

/** Something that moved a deadline. */
export class DeadlineMoveResponse {
  @InstantField({ description: 'When.' })
  at: string;

  @SlugField({ description: 'The kind of the entry.', example: 'extension-granted' })
  kind: string;

  @IdField({ description: 'Who; null: the clock.', example: 'li-na', nullable: true })
  actor: string | null;

  @Sha256Field({
    description: 'The document that says why.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    nullable: true,
  })
  reason: string | null;

  @InstantField({ description: 'The due instant after it.', nullable: true })
  dueAt: string | null;

  @JsonField({
    description: 'The versions of calendar and organisation that it was decided with.',
    example: { calendar: 'court-calendar', calendarVersion: 1, organisationVersion: 42 },
    nullable: true,
  })
  with: DeadlineMove['with'];
}

export class DutyBasisResponse implements Basis {
  @TitleField({ description: 'Where the duty comes from.' })
  source: TitleDto;

  @ChoiceField(['required', 'at-least', 'our-default'], { description: 'How strong that is.' })
  strength: Basis['strength'];
}

/** Why the deadline and the rungs of one party stand where they stand. */
export class PartyExplanationResponse {
  @SlugField({ description: 'The stage.', example: 'minutes' })
  stage: string;

  @IdField({ description: 'The post or body that owes.', example: 'leading-group' })
  party: string;

  @WholeField({ description: 'The round.', example: 1, min: 1, max: MAX_INT })
  round: number;

  @SlugField({ description: 'Where it stands.', example: 'open' })
  status: string;

  @ObjectField(() => DutyBasisResponse, { description: 'What the duty rests on.' })
  basis: DutyBasisResponse;

  @SlugField({ description: 'Whose clock runs; null at the end.', example: 'owner', nullable: true })
  clockOf: string | null;

  @ObjectField(() => InstantExplanationResponse, { description: 'The deadline.', nullable: true })
  due: InstantExplanationResponse | null;

  @ListField(() => InstantExplanationResponse, { description: 'The rungs still to come.', max: 50 })
  rungs: InstantExplanationResponse[];

  @ValuesField({
    description: 'Reminders that were left out, because their instant had passed.',
    example: ['remind'],
    item: { type: 'string' },
    isItem: (value) => typeof value === 'string',
    expected: 'the name of a rung',
    max: 50,
  })
  skipped: readonly string[];

  @JsonField({
    description: 'While suspended: since when, and how much is left.',
    example: { since: '2027-03-01T01:00:00.000Z', remaining: 7, unit: 'workingDays' },
    nullable: true,
  })
  suspended: PartyExplanation['suspended'];

  @ListField(() => DeadlineMoveResponse, {
    description: 'Everything that moved it, oldest first.',
    max: 10_000,
  })
  moves: DeadlineMoveResponse[];

  @JsonField({
    description: 'The calendar by which the days are explained.',
    example: { id: 'court-calendar', version: 1, zone: 'Asia/Shanghai' },
  })
  calendar: PartyExplanation['calendar'];

  @JsonField({
    description: 'The limits that were frozen at the opening, and how much of them is used.',
    example: {
      maxExtensions: 2,
      extensionsUsed: 1,
      maxExtensionWorkingDays: 20,
      extensionWorkingDaysUsed: 5,
    },
  })
  limits: PartyExplanation['limits'];
}

export class ExplanationResponse {
  @ListField(() => PartyExplanationResponse, {
    description: 'One for each party of each stage.',
    max: 10_000,
  })
  parties: PartyExplanationResponse[];
}

export const toPartyExplanation = ({
  rungs,
  moves,
  ...rest
}: PartyExplanation): PartyExplanationResponse => ({
  ...rest,
  due: rest.due as InstantExplanationResponse | null,
  rungs: rungs as InstantExplanationResponse[],
  moves: moves.map(({ due, ...move }) => ({ ...move, dueAt: due })),
});
