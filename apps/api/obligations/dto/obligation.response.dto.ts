import { ApiProperty } from '@nestjs/swagger';
import type { ObligationEntity } from '../../../../libs/persistence/entities/obligation.entity.js';
import type { PartyStateEntity } from '../../../../libs/persistence/entities/party-state.entity.js';
import type { Light, PartyStatus } from '../../../../libs/domain/stage/state.js';
import { TitleDto } from '../../common/fields/title.dto.js';
import { LIGHTS, OBLIGATION_STATUSES } from './obligations.request.dto.js';

const nullable = { nullable: true } as const;
const PARTY_STATUSES: readonly PartyStatus[] = [
  'open',
  'in-review',
  'suspended',
  'fulfilled',
  'accepted-unreviewed',
  'waived',
  'lapsed',
  'window-closed',
];

/** A line of the board. */
export class ObligationResponse {
  @ApiProperty({ example: 'topic-study.2027-01-01' })
  id: string;

  @ApiProperty({ type: TitleDto })
  title: TitleDto;

  @ApiProperty({ example: 'court' })
  unit: string;

  @ApiProperty({
    description: 'The duty that it is for; `one-off-task` beside the plan.',
    example: 'topic-study',
  })
  duty: string;

  @ApiProperty({ example: 1 })
  dutyVersion: number;

  @ApiProperty({ ...nullable, type: Number, description: 'The row of the plan.', example: 1 })
  planRow: number | null;

  @ApiProperty({ ...nullable, type: String, example: 'topic-study' })
  cycle: string | null;

  @ApiProperty({ ...nullable, type: String, description: 'The obligation whose decision it follows up.' })
  parent: string | null;

  @ApiProperty({ ...nullable, type: String, format: 'date', example: '2027-01-01' })
  periodFrom: string | null;

  @ApiProperty({ ...nullable, type: String, format: 'date', example: '2027-06-30' })
  periodTo: string | null;

  @ApiProperty({ enum: OBLIGATION_STATUSES, example: 'open' })
  status: string;

  @ApiProperty({
    ...nullable,
    enum: LIGHTS,
    description: 'How near the deadline is (三色预警).',
    example: 'blue',
  })
  light: Light;

  @ApiProperty({ ...nullable, type: String, description: 'The stage that is open.', example: 'agenda' })
  stage: string | null;

  @ApiProperty({
    ...nullable,
    type: String,
    format: 'date-time',
    description: 'When somebody has to have acted.',
  })
  dueAt: string | null;

  @ApiProperty({ ...nullable, type: String, format: 'date-time', description: 'When the next rung comes.' })
  nextRungAt: string | null;

  @ApiProperty({
    ...nullable,
    type: String,
    format: 'date-time',
    description: 'Null until the opening is recorded.',
  })
  openedAt: string | null;

  @ApiProperty({ ...nullable, type: String, format: 'date-time' })
  closedAt: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'How many parties of the open stage, or else of the last one, are in which status.',
    example: { open: 3, fulfilled: 9 },
  })
  parties: Partial<Record<PartyStatus, number>>;

  @ApiProperty({ description: 'Grows with every entry.', example: 3 })
  version: number;
}

export class RungResponse {
  @ApiProperty({ example: 'escalate-1' })
  name: string;

  @ApiProperty({ example: 'escalate' })
  action: string;

  @ApiProperty({ format: 'date-time' })
  at: string;
}

/** Where one party of a stage stands. */
export class PartyResponse {
  @ApiProperty({ example: 'minutes' })
  stage: string;

  @ApiProperty({ description: 'The post or body that owes.', example: 'leading-group' })
  party: string;

  @ApiProperty({ enum: ['post', 'body'], example: 'body' })
  kind: string;

  @ApiProperty({ enum: PARTY_STATUSES, example: 'open' })
  status: PartyStatus;

  @ApiProperty({ ...nullable, enum: LIGHTS, example: 'yellow' })
  light: Light;

  @ApiProperty({ description: 'Begins at 1; a return and an order to rectify open a new one.', example: 1 })
  round: number;

  @ApiProperty({
    ...nullable,
    type: String,
    format: 'date-time',
    description: 'When the running clock is due.',
  })
  dueAt: string | null;

  @ApiProperty({ ...nullable, enum: ['owner', 'review', 'suspension'], description: 'Whose clock runs.' })
  clockOf: string | null;

  @ApiProperty({
    ...nullable,
    type: String,
    description: 'The post that has the move, where it is not the party.',
  })
  mover: string | null;

  @ApiProperty({ ...nullable, type: RungResponse })
  nextRung: RungResponse | null;

  @ApiProperty({
    ...nullable,
    type: String,
    format: 'date-time',
    description: 'When the duty was signed for (签收).',
  })
  signedAt: string | null;

  @ApiProperty({ ...nullable, type: String, format: 'date-time' })
  submittedAt: string | null;

  @ApiProperty({ description: 'What was handed in was late.', example: false })
  isLate: boolean;

  @ApiProperty({
    description: 'Handed in by a clerk and not yet confirmed by the principal (代办).',
    example: false,
  })
  isUnconfirmed: boolean;

  @ApiProperty({ description: 'How often the deadline was put off.', example: 0 })
  extensions: number;

  @ApiProperty({
    ...nullable,
    type: String,
    format: 'date-time',
    description: 'A request that waits: the new deadline asked for.',
  })
  extensionAskedUntil: string | null;

  @ApiProperty({ ...nullable, type: String, format: 'date-time' })
  endedAt: string | null;
}

/** An obligation with each of its parties. */
export class ObligationDetailResponse extends ObligationResponse {
  @ApiProperty({ description: 'The procedure that carries it.', example: 'topic-study' })
  procedure: string;

  @ApiProperty({ description: 'A floor can be waived only by the superior unit.', example: true })
  isFloor: boolean;

  @ApiProperty({ ...nullable, type: String, description: 'The document that says more.' })
  document: string | null;

  @ApiProperty({ type: [PartyResponse], description: 'In the order of the stages.' })
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
