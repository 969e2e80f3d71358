import {
  LAUNCH_OUTCOMES,
  NEW_INQUIRY,
  OUTCOMES,
  STANCES,
  type Decision,
  type LaunchOutcome,
  type Member,
  type Outcome,
  type Stance,
} from '../../../../libs/domain/inquiry/inquiry.js';
import type { ObligationState } from '../../../../libs/domain/obligation/obligation.js';
import { personPost } from '../../../../libs/domain/organisation/person.js';
import type { ObligationEntity } from '../../../../libs/persistence/entities/obligation.entity.js';
import type { PartyStateEntity } from '../../../../libs/persistence/entities/party-state.entity.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  IdsField,
  InstantField,
  ListField,
  ObjectField,
  Sha256Field,
  SlugField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';
import { PartyResponse, toParty } from '../../obligations/dto/obligation.response.dto.js';
import { OBLIGATION_STATUSES } from '../../obligations/dto/obligations.request.dto.js';

const DOCUMENT = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const MAX = 10_000;

export class InquiryLineResponse {
  @IdField({ description: 'Its id.', example: 'topic-study.2027-01-01.inquiry.minutes.1.head' })
  id: string;

  @IdField({ description: 'The unit concerned.', example: 'court' })
  unit: string;

  @ChoiceField(['whole', 'own'], {
    description: 'Whether the caller sees the file, or what is their own in it.',
  })
  part: 'whole' | 'own';

  @ChoiceField(OBLIGATION_STATUSES, { description: '`open` until it is closed, then how it ended.' })
  status: string;

  @TextField({ description: 'The step that is open.', example: 'statement', max: 200, nullable: true })
  stage: string | null;

  @InstantField({ description: 'When somebody has to have acted.', nullable: true })
  dueAt: string | null;

  @InstantField({ description: 'When its file was opened.', nullable: true })
  openedAt: string | null;
}

export class GroupMemberResponse {
  @IdField({ description: 'The officer.', example: 'han-zhiyuan' })
  officer: string;

  @FlagField({ description: 'Heads the group.', example: true })
  isLead: boolean;

  @ChoiceField(['asked', 'attested', 'conflicted', 'out'], { description: 'Where they stand.' })
  status: Member['status'];
}

export class InquiryCommentResponse {
  @IdField({ description: 'Whose it is.', example: 'cheng-boyan' })
  respondent: string;

  @ChoiceField(STANCES, { description: 'Agrees, disagrees, or refuses to sign.' })
  stance: Stance;

  @FlagField({
    description: 'Whether it was adopted; null until it is answered.',
    example: true,
    nullable: true,
  })
  isAdopted: boolean | null;
}

export class InquiryMeasureResponse {
  @SlugField({ description: 'The measure.', example: 'circular' })
  measure: string;

  @IdField({ description: 'Against whom.', example: 'cheng-boyan' })
  respondent: string;

  @InstantField({ description: 'Until when it has effects.', nullable: true })
  effectiveUntil: string | null;
}

export class InquiryDecisionResponse {
  @ChoiceField(OUTCOMES, { description: 'What was decided.' })
  outcome: Outcome;

  @IdField({ description: 'The body that decided.', example: 'leading-group' })
  by: string;

  @Sha256Field({ description: 'The document with its reasons.', example: DOCUMENT })
  reasons: string;

  @TextField({
    description: 'The ground of an exemption.',
    example: 'force-majeure',
    max: 40,
    nullable: true,
  })
  exemption: string | null;

  @ListField(() => InquiryMeasureResponse, { description: 'Each measure.', max: MAX })
  measures: InquiryMeasureResponse[];
}

/** An inquiry, as far as the caller sees it. */
export class InquiryResponse extends InquiryLineResponse {
  @IdField({ description: 'The post or body that answers for what was not done.', example: 'civil-head' })
  answering: string;

  @TextField({
    description: 'The subject whose ladder or referral opened its file; null: by hand.',
    example: 'obligation/topic-study.2027-01-01',
    max: 300,
    nullable: true,
  })
  openedIn: string | null;

  @ChoiceField(LAUNCH_OUTCOMES, { description: 'What the principal decided.', nullable: true })
  launched: LaunchOutcome | null;

  @IdsField({ description: 'Whom it is about.', example: ['cheng-boyan'], max: MAX })
  respondents: string[];

  @ListField(() => GroupMemberResponse, { description: 'Who investigates.', max: MAX })
  group: GroupMemberResponse[];

  @IdsField({ description: 'Respondents who were served with the notice.', example: [], max: MAX })
  notified: string[];

  @ListField(() => InquiryCommentResponse, { description: 'On the draft facts.', max: MAX })
  comments: InquiryCommentResponse[];

  @WholeField({ description: 'How many members have signed the report.', example: 2, min: 0, max: 50 })
  signatures: number;

  @ObjectField(() => InquiryDecisionResponse, {
    description: 'What holds now, after an appeal or a correction too.',
    nullable: true,
  })
  decision: InquiryDecisionResponse | null;

  @ListField(() => PartyResponse, { description: 'The steps, in the order of their names.', max: MAX })
  partyStates: PartyResponse[];
}

const toDecision = ({ outcome, by, reasons, exemption, measures }: Decision): InquiryDecisionResponse => ({
  outcome,
  by,
  reasons,
  exemption,
  measures: measures.map(({ measure, respondent, effectiveUntil }) => ({
    measure,
    respondent,
    effectiveUntil,
  })),
});

export const toInquiryLine = (row: ObligationEntity, part: 'whole' | 'own'): InquiryLineResponse => ({
  id: row.id,
  unit: row.unitId,
  part,
  status: row.status,
  stage: part === 'whole' ? row.stage : null,
  dueAt: part === 'whole' ? row.due : null,
  openedAt: row.openedAt,
});

/**
 * @param own the respondents as whom the caller sees it; empty: all of it
 */
export function toInquiry(
  row: ObligationEntity,
  state: ObligationState,
  parties: readonly PartyStateEntity[],
  own: readonly string[],
): InquiryResponse {
  const { brief, inquiry = NEW_INQUIRY } = state;
  const isWhole = own.length === 0;
  const mine = (id: string): boolean => isWhole || own.includes(id);
  const decision = inquiry.revised ?? inquiry.decision;
  const isServed = isWhole || inquiry.served.decision.some(mine);
  return {
    ...toInquiryLine(row, isWhole ? 'whole' : 'own'),
    answering: brief.launch?.answering ?? '',
    openedIn: isWhole ? (brief.launch?.openedIn ?? null) : null,
    launched: inquiry.launch?.outcome ?? null,
    respondents: (inquiry.launch?.respondents ?? []).map(({ id }) => id).filter(mine),
    group: inquiry.members.map(({ officer, isLead, status }) => ({ officer, isLead, status })),
    notified: inquiry.served.notice.filter(mine),
    comments: inquiry.comments
      .filter(({ by }) => mine(by))
      .map(({ by, stance, isAdopted }) => ({ respondent: by, stance, isAdopted })),
    signatures: isWhole ? (inquiry.report?.signatures.length ?? 0) : 0,
    decision: decision !== null && isServed ? toDecision(decision) : null,
    partyStates: parties
      .filter(({ party }) => isWhole || own.some((id) => party === id || party === personPost(id)))
      .map(toParty),
  };
}

/** One text of a file. */
export class FileTextResponse {
  @TextField({ description: 'What it is.', example: 'notice', max: 80 })
  what: string;

  @Sha256Field({ description: 'Its id.', example: DOCUMENT })
  document: string;

  @TextField({
    description: 'What it says; null where it has been erased.',
    example: '告知书……',
    max: 200_000,
    nullable: true,
  })
  text: string | null;

  @InstantField({ description: 'When it came into the file.' })
  at: string;
}

export class FileResponse {
  @ListField(() => FileTextResponse, { description: 'In the order in which they came.', max: MAX })
  texts: FileTextResponse[];
}
