import { ApiProperty } from '@nestjs/swagger';
import type { ObligationEntity } from '../../../../libs/persistence/entities/obligation.entity.js';
import type { PartyStateEntity } from '../../../../libs/persistence/entities/party-state.entity.js';
import { unsightedOf } from '../../../../libs/domain/stage/sighting.js';
import type { Light, PartyStatus } from '../../../../libs/domain/stage/state.js';
import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  InstantField,
  ListField,
  ObjectField,
  Sha256Field,
  TextField,
  TitleField,
  WholeField,
  type TitleDto,
} from '../../common/fields/index.js';
import { STAGES_OF_PROCEDURE } from '../../../../libs/domain/duty/validate.js';
import { LIGHTS, OBLIGATION_STATUSES } from './obligations.request.dto.js';

const MAX_INT = 2_147_483_647;
const PARTY_STATUSES: readonly PartyStatus[] = [
  'open',
  'in-review',
  'suspended',
  'fulfilled',
  'accepted-unreviewed',
  'waived',
  'lapsed',
  'handed-over',
  'window-closed',
];

/** A line of the board. */
export class ObligationResponse {
  @IdField({ description: 'Its id.', example: 'topic-study.2027-01-01' })
  id: string;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;

  @IdField({ description: 'The unit that it is opened for.', example: 'court' })
  unit: string;

  @IdField({
    description: 'The duty that it is for; `one-off-task` beside the plan.',
    example: 'topic-study',
  })
  duty: string;

  @WholeField({ description: 'The version of the duty.', example: 1, min: 1, max: MAX_INT })
  dutyVersion: number;

  @WholeField({ description: 'The row of the plan.', example: 1, min: 1, max: MAX_INT, nullable: true })
  planRow: number | null;

  @IdField({ description: 'The cycle that opened it.', example: 'topic-study', nullable: true })
  cycle: string | null;

  @IdField({
    description: 'The obligation whose decision it follows up.',
    example: 'topic-study.2026-07-01',
    nullable: true,
  })
  parent: string | null;

  @DateField({ description: 'The first day of its period.', example: '2027-01-01', nullable: true })
  periodFrom: string | null;

  @DateField({ description: 'The last day of its period.', example: '2027-06-30', nullable: true })
  periodTo: string | null;

  @InstantField({ description: 'When it happened, where it answers an occurrence.', nullable: true })
  occurredAt: string | null;

  @ChoiceField(['officer', 'intake'], {
    description: 'Who brought the occurrence: an officer, or somebody without an account.',
    nullable: true,
  })
  via: ObligationEntity['via'];

  @FlagField({ description: 'Entered on a later day than it happened (补录).', example: false })
  isLaterEntry: boolean;

  @FlagField({
    description: 'Its period was over when it opened (补录): nothing of it is late, escalates or lapses.',
    example: false,
  })
  backfilled: boolean;

  @ChoiceField(OBLIGATION_STATUSES, { description: '`open` until it is closed, then how it ended.' })
  status: string;

  @ChoiceField(LIGHTS, { description: 'How near the deadline is (三色预警).', nullable: true })
  light: Light;

  @TextField({ description: 'The stage that is open.', example: 'agenda', max: 200, nullable: true })
  stage: string | null;

  @InstantField({ description: 'When somebody has to have acted.', nullable: true })
  dueAt: string | null;

  @InstantField({ description: 'When the next rung comes.', nullable: true })
  nextRungAt: string | null;

  @InstantField({ description: 'Null until the opening is recorded.', nullable: true })
  openedAt: string | null;

  @InstantField({ description: 'When it was closed.', nullable: true })
  closedAt: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'How many parties of the open stage, or else of the last one, are in which status.',
    example: { open: 3, fulfilled: 9 },
  })
  parties: Partial<Record<PartyStatus, number>>;

  @WholeField({ description: 'Grows with every entry.', example: 3, min: 0, max: MAX_INT })
  version: number;
}

export class RungResponse {
  @TextField({ description: 'Its name in the ladder.', example: 'escalate-1', max: 200 })
  name: string;

  @TextField({ description: 'What it does when it comes.', example: 'escalate', max: 40 })
  action: string;

  @InstantField({ description: 'When it comes.' })
  at: string;
}

/** A letter to a body outside the institution, or from it. */
export class LetterResponse {
  @ChoiceField(['out', 'in'], { description: 'Whether it went to the body, or came from it.' })
  direction: 'out' | 'in';

  @Sha256Field({
    description: 'The document with its number, date and content.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  document: string;

  @Sha256Field({
    description: 'The file with the page itself.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    nullable: true,
  })
  scan: string | null;

  @InstantField({ description: 'When it was entered.' })
  recordedAt: string;

  @FlagField({ description: 'Another person has confirmed it.', example: true })
  isConfirmed: boolean;
}

/** Where one party of a stage stands. */
export class PartyResponse {
  @TextField({ description: 'The stage.', example: 'minutes', max: 200 })
  stage: string;

  @IdField({ description: 'The post or body that owes.', example: 'leading-group' })
  party: string;

  @ChoiceField(['post', 'body'], { description: 'Which of the two it is.', example: 'body' })
  kind: string;

  @ChoiceField(PARTY_STATUSES, { description: 'Where it stands.' })
  status: PartyStatus;

  @ChoiceField(LIGHTS, { description: 'How near the deadline is (三色预警).', nullable: true })
  light: Light;

  @WholeField({
    description: 'Begins at 1; a return and an order to rectify open a new one.',
    example: 1,
    min: 1,
    max: MAX_INT,
  })
  round: number;

  @InstantField({ description: 'When the running clock is due.', nullable: true })
  dueAt: string | null;

  @ChoiceField(['owner', 'review', 'suspension'], { description: 'Whose clock runs.', nullable: true })
  clockOf: string | null;

  @IdField({
    description: 'The post that has the move, where it is not the party.',
    example: 'vice-president',
    nullable: true,
  })
  mover: string | null;

  @ObjectField(() => RungResponse, { description: 'The rung that comes next.', nullable: true })
  nextRung: RungResponse | null;

  @InstantField({ description: 'When the duty was signed for (签收).', nullable: true })
  signedAt: string | null;

  @InstantField({ description: 'When it was handed in.', nullable: true })
  submittedAt: string | null;

  @FlagField({ description: 'What was handed in was late.', example: false })
  isLate: boolean;

  @FlagField({
    description:
      'Handed in by a clerk and not confirmed by the principal (代办); for good where nobody is asked any more.',
    example: false,
  })
  isUnconfirmed: boolean;

  @IdsField({
    description: 'Requirements met by reference, and seen by no other person yet: nobody can accept them.',
    example: [],
    max: 50,
  })
  unsighted: string[];

  @ListField(() => LetterResponse, {
    description: 'Of a body outside the institution: its letters, numbered from 1 in this order.',
    max: 10_000,
  })
  letters: LetterResponse[];

  @FlagField({ description: 'Signed for by a clerk and not confirmed by the principal.', example: false })
  isReceiptUnconfirmed: boolean;

  @FlagField({
    description: 'The principal says that it was not handed in for them, after it had been accepted.',
    example: false,
  })
  isDenied: boolean;

  @InstantField({
    description: 'Until when the principal is asked to confirm what a clerk did.',
    nullable: true,
  })
  confirmationDueAt: string | null;

  @WholeField({ description: 'How often the deadline was put off.', example: 0, min: 0, max: MAX_INT })
  extensions: number;

  @InstantField({ description: 'A request that waits: the new deadline asked for.', nullable: true })
  extensionAskedUntil: string | null;

  @InstantField({ description: 'When nothing was owed any more.', nullable: true })
  endedAt: string | null;
}

/** An obligation with each of its parties. */
export class ObligationDetailResponse extends ObligationResponse {
  @ChoiceField(Object.keys(STAGES_OF_PROCEDURE), { description: 'The procedure that carries it.' })
  procedure: string;

  @FlagField({ description: 'A floor can be waived only by the superior unit.', example: true })
  isFloor: boolean;

  @Sha256Field({
    description: 'The document that says more.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    nullable: true,
  })
  document: string | null;

  @ListField(() => PartyResponse, { description: 'In the order of the stages.', max: 10_000 })
  partyStates: PartyResponse[];
}

export const toObligation = (row: ObligationEntity): ObligationResponse => ({
  id: row.id,
  title: row.title,
  unit: row.unitId,
  duty: row.dutyId,
  dutyVersion: row.dutyVersion,
  planRow: row.planRow,
  cycle: row.cycleId,
  parent: row.parentId,
  periodFrom: row.periodFrom,
  periodTo: row.periodTo,
  occurredAt: row.occurredAt,
  via: row.via,
  isLaterEntry: row.isLaterEntry,
  backfilled: row.backfilled,
  status: row.status,
  light: row.light,
  stage: row.stage,
  dueAt: row.due,
  nextRungAt: row.nextRungAt,
  openedAt: row.openedAt,
  closedAt: row.closedAt,
  parties: row.partyCounts,
  version: row.version,
});

export function toParty({ stage, state, mover }: PartyStateEntity): PartyResponse {
  const rung = state.clock?.rungs[0];
  return {
    stage,
    party: state.party.id,
    kind: state.party.kind,
    status: state.status,
    light: state.light,
    round: state.round,
    dueAt: state.clock?.due ?? null,
    clockOf: state.clock?.of ?? null,
    mover,
    nextRung: rung ? { name: rung.name, action: rung.action, at: rung.at } : null,
    signedAt: state.signedAt,
    submittedAt: state.submission?.at ?? null,
    isLate: state.submission?.late ?? false,
    isUnconfirmed: state.submission?.unconfirmed ?? false,
    unsighted: state.submission === null ? [] : unsightedOf(state.submission),
    letters: (state.letters ?? []).map(({ direction, document, scan = null, at, confirmedBy }) => ({
      direction,
      document,
      scan,
      recordedAt: at,
      isConfirmed: confirmedBy !== null,
    })),
    isReceiptUnconfirmed: state.isReceiptUnconfirmed,
    isDenied: state.submission?.denied ?? false,
    confirmationDueAt: state.confirmation?.due ?? null,
    extensions: state.extensions,
    extensionAskedUntil: state.pendingExtension?.until ?? null,
    endedAt: state.endedAt,
  };
}

export const toDetail = (
  row: ObligationEntity,
  parties: readonly PartyStateEntity[],
): ObligationDetailResponse => ({
  ...toObligation(row),
  procedure: row.procedure,
  isFloor: row.floor,
  document: row.document,
  partyStates: parties.map(toParty),
});
