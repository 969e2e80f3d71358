import { FINDING_KINDS, type FindingKind } from '../../../../libs/persistence/entities/finding.entity.js';
import {
  ChoiceField,
  FlagField,
  InstantField,
  JsonField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';

/** More than anybody reads; `findingCount` says how many there are. */
export const MAX_FINDINGS = 200;
const MAX_COUNT = Number.MAX_SAFE_INTEGER;

export class FindingResponse {
  @ChoiceField(FINDING_KINDS, { description: 'What was found.' })
  what: FindingKind;

  @TextField({
    description: 'The subject concerned; `ledger`: all of it.',
    example: 'obligation/topic-study.court.2027-01-01',
    max: 300,
  })
  about: string;

  @InstantField({ description: 'Since when.' })
  openedAt: string;
}

export class UnfiredRungResponse {
  @TextField({
    description: 'Whose rung it is.',
    example: 'obligation/topic-study.court.2027-01-01',
    max: 300,
  })
  subject: string;

  @InstantField({ description: 'When it should come.' })
  at: string;

  @WholeField({
    description: 'By how many milliseconds that has passed; 0: it is still to come.',
    example: 0,
    min: 0,
    max: MAX_COUNT,
  })
  overdueMs: number;
}

export class WatchdogRunResponse {
  @InstantField({ description: 'When it began.' })
  startedAt: string;

  @InstantField({ description: 'When it ended.' })
  endedAt: string;

  @WholeField({ description: 'How many milliseconds it took.', example: 240, min: 0, max: MAX_COUNT })
  tookMs: number;

  @WholeField({
    description: 'Subjects whose workflows have to run.',
    example: 1200,
    min: 0,
    max: MAX_COUNT,
  })
  openSubjects: number;

  @WholeField({
    description: 'Workflows that run, those included that no subject needs.',
    example: 1210,
    min: 0,
    max: MAX_COUNT,
  })
  runningWorkflows: number;

  @JsonField({
    description: 'How much was found to be wrong, by what it is.',
    example: { 'clock-missing': 0, 'ledger-gap': 0 },
  })
  mismatches: Readonly<Record<string, number>>;

  @WholeField({ description: 'Clocks that were started again.', example: 0, min: 0, max: MAX_COUNT })
  repaired: number;
}

export class LatenessResponse {
  @WholeField({
    description: 'How many rungs were looked at: the last 10,000 at most, and none older than a week.',
    example: 410,
    min: 0,
    max: 10_000,
  })
  rungs: number;

  @NumberField({
    description: 'Half of them were recorded within so many milliseconds.',
    example: 41,
    nullable: true,
  })
  p50Ms: number | null;

  @NumberField({ description: '99 of 100 were.', example: 480, nullable: true })
  p99Ms: number | null;

  @NumberField({ description: 'All were.', example: 1210, nullable: true })
  maxMs: number | null;
}

export class WatchdogResponse {
  @InstantField({ description: 'When this was said.' })
  at: string;

  @FlagField({
    description:
      'Whether a command can be taken, the last full comparison is recent, nothing that was found lasts, and no rung is overdue.',
    example: true,
  })
  isWell: boolean;

  @InstantField({
    description: 'When it was last proven that a command can be taken; null: never.',
    nullable: true,
  })
  provenAt: string | null;

  @ObjectField(() => WatchdogRunResponse, {
    description:
      'The last full comparison of the record with what runs, one a minute; null: none came to its end yet.',
    nullable: true,
  })
  lastRun: WatchdogRunResponse | null;

  @ListField(() => FindingResponse, {
    description: 'What was found and lasts, the newest first.',
    max: MAX_FINDINGS,
  })
  findings: FindingResponse[];

  @WholeField({ description: 'How many there are.', example: 0, min: 0, max: MAX_COUNT })
  findingCount: number;

  @ObjectField(() => UnfiredRungResponse, {
    description:
      'The rung that comes next, or should have come first, without those of subjects that were found to stand still; null: none is to come.',
    nullable: true,
  })
  earliestRung: UnfiredRungResponse | null;

  @ObjectField(() => LatenessResponse, { description: 'How late rungs were recorded.' })
  lateness: LatenessResponse;

  @WholeField({
    description:
      'For how many milliseconds the oldest entry that is not sealed yet has been waiting; 0: none waits.',
    example: 12_000,
    min: 0,
    max: MAX_COUNT,
  })
  sealingLagMs: number;
}
