import { MEETING_MATERIAL } from '../../../../libs/domain/duty/definition.js';
import {
  ATTENDANCE,
  MEETING_RESULTS,
  type AgendaItem,
  type MeetingState,
} from '../../../../libs/domain/meeting/meeting.js';
import { MATTERS } from '../../../../libs/domain/organisation/quorum.js';
import type { HandIn } from '../../../../libs/domain/meeting/meeting.js';
import type { MeetingEntity } from '../../../../libs/persistence/entities/meeting.entity.js';
import { shownText, type Text } from '../../../../libs/privacy/texts.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  IdsField,
  InstantField,
  ListField,
  ObjectField,
  Sha256Field,
  TextField,
  WholeField,
} from '../../common/fields/index.js';
import type { HandInOutcome } from '../hand-in-outcomes.js';
import { ItemField } from './meeting.request.dto.js';

const MANY = 2_147_483_647;
const DOCUMENT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export class MeetingResponse {
  @IdField({ description: 'Its id.', example: '0f3c9a52e1b44d7f9a0b6d3b6b9a1042' })
  id: string;

  @IdField({ description: 'The unit of the body.', example: 'court' })
  unit: string;

  @IdField({ description: 'The body that meets.', example: 'leading-group' })
  body: string;

  @InstantField({ description: 'When it begins.' })
  startsAt: string;

  @ChoiceField(['called', 'held', 'minuted', ...MEETING_RESULTS], {
    description: 'How far it has come, then how it ended.',
  })
  status: string;

  @IdField({ description: 'Who called it.', example: 'clerk' })
  calledBy: string;

  @InstantField({ description: 'When it was closed; null: it is not.', nullable: true })
  closedAt: string | null;

  @WholeField({ description: 'Counts its entries.', example: 4, min: 0, max: MANY })
  version: number;
}

export class SeatResponse {
  @IdField({ description: 'The post that was called.', example: 'secretary' })
  post: string;

  @IdField({ description: 'Who held it on the date; null: nobody.', example: 'li-na', nullable: true })
  officer: string | null;

  @ChoiceField(['member', 'invited'], { description: 'As what.' })
  as: string;

  @ChoiceField(ATTENDANCE, { description: 'How they took part; null: nobody has said yet.', nullable: true })
  attendance: string | null;

  @IdField({ description: 'Who came instead.', example: 'wang-wei', nullable: true })
  substitute: string | null;
}

export class QuorumResponse {
  @WholeField({ description: 'How many members have to take part.', example: 3, min: 0, max: MANY })
  needed: number;

  @WholeField({ description: 'How many did, without those recused.', example: 4, min: 0, max: MANY })
  counted: number;

  @FlagField({ description: 'Whether that is enough for anything to be decided.', example: true })
  met: boolean;
}

export class DecisionResponse {
  @Sha256Field({ description: 'The document that says what is to be done.', example: DOCUMENT })
  document: string;

  @IdField({ description: 'Who carries it out.', example: 'office-head' })
  post: string;

  @InstantField({ description: 'By when.' })
  dueAt: string;
}

export class AgendaItemResponse {
  @ItemField('Its number.')
  item: number;

  @TextField({ description: 'What is deliberated.', example: '专题研究上半年工作', max: 400 })
  title: string;

  @ChoiceField(MATTERS, { description: 'What it is about.' })
  matter: string;

  @FlagField({ description: 'Whether it was taken off the agenda.', example: false })
  isWithdrawn: boolean;

  @IdsField({
    description: 'Obligations that it is to satisfy.',
    example: ['topic-study.court.2027-01-01'],
    max: 10,
  })
  links: string[];

  @IdsField({ description: 'Members recused from it.', example: ['vice-president-civil'], max: 200 })
  recused: string[];

  @ObjectField(() => QuorumResponse, { description: 'Null before the meeting was held.', nullable: true })
  quorum: QuorumResponse | null;

  @Sha256Field({ description: 'The document with what was minuted.', example: DOCUMENT, nullable: true })
  extract: string | null;

  @FlagField({
    description: 'Whether that is evidence: without quorum it is not. Null before there are minutes.',
    example: true,
    nullable: true,
  })
  isEvidence: boolean | null;

  @ListField(() => DecisionResponse, { description: 'What was decided and is tracked.', max: 50 })
  decisions: DecisionResponse[];
}

export class HandInResponse {
  @ItemField('The item.')
  item: number;

  @ChoiceField(MEETING_MATERIAL, { description: 'What of the meeting it is.' })
  material: string;

  @IdField({ description: 'The obligation that it is evidence of.', example: 'topic-study.court.2027-01-01' })
  obligation: string;

  @TextField({ description: 'The stage.', example: 'minutes', max: 200 })
  stage: string;

  @IdField({ description: 'Who owes it.', example: 'leading-group' })
  party: string;

  @Sha256Field({ description: 'The document that was made from the record.', example: DOCUMENT })
  document: string;

  @ChoiceField(['pending', 'waiting', 'accepted', 'refused'], {
    description: 'What became of it; `waiting`: the obligation keeps it until its stage opens.',
  })
  outcome: string;

  @TextField({
    description: 'The code of the rule that refused it.',
    example: 'already-lapsed',
    max: 100,
    nullable: true,
  })
  code: string | null;
}

export class MeetingClockResponse {
  @ChoiceField(['minutes', 'confirmation'], { description: 'What is waited for.' })
  stage: string;

  @IdField({ description: 'The post that owes it.', example: 'office-head' })
  party: string;

  @TextField({ description: 'How it stands.', example: 'open', max: 40 })
  status: string;

  @InstantField({ description: 'By when; null once it is done or has lapsed.', nullable: true })
  dueAt: string | null;
}

export class MeetingDetailResponse extends MeetingResponse {
  @TextField({
    description: 'Where, and what else those called were told.',
    example: '三楼会议室',
    max: 4_000,
  })
  notice: string;

  @IdField({
    description: 'The chair of the body; null before it has been recorded.',
    example: 'secretary',
    nullable: true,
  })
  chair: string | null;

  @IdField({ description: 'The secretary of the body.', example: 'office-head', nullable: true })
  secretary: string | null;

  @IdField({ description: 'The member who presided.', example: 'secretary', nullable: true })
  presiding: string | null;

  @ListField(() => SeatResponse, { description: 'Who was called.', max: 400 })
  seats: SeatResponse[];

  @ListField(() => AgendaItemResponse, {
    description: 'The agenda, in the order in which items were placed.',
    max: 50,
  })
  items: AgendaItemResponse[];

  @IdField({ description: 'Who entered the minutes.', example: 'clerk', nullable: true })
  minutesBy: string | null;

  @ListField(() => MeetingClockResponse, {
    description: 'Waits for people, in the order in which they began.',
    max: 2,
  })
  clocks: MeetingClockResponse[];

  @ListField(() => HandInResponse, { description: 'Evidence that it handed in.', max: 2_000 })
  handIns: HandInResponse[];
}

export const toMeeting = (row: MeetingEntity): MeetingResponse => ({
  id: row.id,
  unit: row.unitId,
  body: row.bodyId,
  startsAt: row.startsAt,
  status: row.status,
  calledBy: row.calledBy,
  closedAt: row.closedAt,
  version: row.version,
});

/** @param texts those of its notice and titles */
export const toMeetingDetail = (
  row: MeetingEntity,
  state: MeetingState,
  texts: ReadonlyMap<string, Text>,
  outcomes: ReadonlyMap<HandIn, HandInOutcome>,
): MeetingDetailResponse => ({
  ...toMeeting(row),
  notice: shownText(texts.get(state.brief.notice)),
  chair: state.chair,
  secretary: state.secretary,
  presiding: state.presiding,
  seats: state.seats.map((seat) => {
    const line = state.attendance?.find(({ post }) => post === seat.post);
    return { ...seat, attendance: line?.status ?? null, substitute: line?.substitute ?? null };
  }),
  items: state.items.map((item) => toItem(state, item, texts)),
  minutesBy: state.minutesBy,
  clocks: state.stages.flatMap(({ definition, parties }) =>
    [...parties.values()].map(({ party, status, clock }) => ({
      stage: definition.name,
      party: party.id,
      status,
      dueAt: clock?.due ?? null,
    })),
  ),
  handIns: state.handIns.map((handIn) => {
    const { item, material, obligation, stage, party, document } = handIn;
    const { outcome, code } = outcomes.get(handIn) ?? { outcome: 'pending', code: null };
    return { item, material, obligation, stage, party, document, outcome, code };
  }),
});

function toItem(
  state: MeetingState,
  { item, title, matter, isWithdrawn, links }: AgendaItem,
  texts: ReadonlyMap<string, Text>,
): AgendaItemResponse {
  const quorum = state.quorum.find((of) => of.item === item);
  const minutes = state.minutes.find((of) => of.item === item);
  return {
    item,
    title: shownText(texts.get(title)),
    matter,
    isWithdrawn,
    links: [...links],
    recused: state.recusals.filter((of) => of.item === item).map(({ post }) => post),
    quorum: quorum ? { needed: quorum.needed, counted: quorum.counted, met: quorum.met } : null,
    extract: minutes?.extract ?? null,
    isEvidence: minutes?.isEvidence ?? null,
    decisions: (minutes?.decisions ?? []).map(({ document, post, due }) => ({ document, post, dueAt: due })),
  };
}
