import {
  ENDINGS,
  EXEMPTIONS,
  LAUNCH_OUTCOMES,
  OUTCOMES,
  RESPONSIBILITIES,
  STANCES,
  type Decision,
  type Ending,
  type Finding,
  type LaunchOutcome,
  type Outcome,
  type Stance,
} from '../../../../libs/domain/inquiry/inquiry.js';
import {
  ChoiceField,
  DeadlineField,
  FlagField,
  IdField,
  IdsField,
  ListField,
  ObjectField,
  SlugField,
  SlugsField,
  TextField,
  ValuesField,
  WholeField,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';
import { NameField } from '../../obligations/dto/command.request.dto.js';
import { FollowUpRequest } from '../../obligations/dto/evidence.request.dto.js';

const MAX_PEOPLE = 50;
const Words = (description: string, example: string, optional = false): PropertyDecorator =>
  TextField({ description, example, max: 100_000, multiline: true, optional });
const ReasonField = (optional = false): PropertyDecorator => Words('Why.', '事实清楚，理由如下。', optional);
const RespondentField = (): PropertyDecorator =>
  IdField({ description: 'Whom it is about: an officer, or a body.', example: 'cheng-boyan' });
const MemberField = (): PropertyDecorator =>
  IdField({ description: 'An officer of the group.', example: 'han-zhiyuan' });

export class InquiryPath {
  @IdField({
    description: 'The id of the inquiry.',
    example: 'topic-study.2027-01-01.inquiry.minutes.1.head',
  })
  id: string;
}

export class InquiriesRequest extends PageRequest {}

export class OpenInquiryRequest {
  @IdField({ description: 'The unit concerned.', example: 'court' })
  unit: string;

  @IdField({ description: 'The post or body that answers for it.', example: 'civil-head' })
  answering: string;

  @Words('The facts on which it is opened; no fault.', '经核查，该事项逾期未办。')
  grounds: string;
}

export class RespondentRequest {
  @ChoiceField(['person', 'body'], { description: 'A leading cadre in person, or a body.' })
  kind: 'person' | 'body';

  @RespondentField()
  id: string;
}

export class LaunchRequest {
  @ChoiceField(LAUNCH_OUTCOMES, {
    description: 'Launch, lighter handling, refer to whoever is competent, or none.',
  })
  outcome: LaunchOutcome;

  @ReasonField()
  reasons: string;

  @ListField(() => RespondentRequest, {
    description: 'Whom the inquiry is about; for a case against a body its responsible members too.',
    max: MAX_PEOPLE,
    optional: true,
  })
  respondents?: RespondentRequest[];
}

export class GroupMemberRequest {
  @MemberField()
  officer: string;

  @FlagField({ description: 'Whether they head the group; one member does.', example: false })
  isLead: boolean;
}

export class GroupRequest {
  @ListField(() => GroupMemberRequest, { description: 'Who investigates.', min: 1, max: MAX_PEOPLE })
  members: GroupMemberRequest[];
}

export class ConflictRequest {
  @FlagField({
    description: 'Whether there is a conflict; false attests that there is none.',
    example: false,
  })
  hasConflict: boolean;

  @ReasonField(true)
  reason?: string;
}

export class SubstituteRequest {
  @MemberField()
  member: string;

  @IdField({ description: 'In whose place.', example: 'bai-lushan' })
  inPlaceOf: string;
}

export class MemberReasonRequest {
  @MemberField()
  member: string;

  @ReasonField()
  reason: string;
}

export class ObjectionDecisionRequest extends MemberReasonRequest {
  @FlagField({ description: 'Whether the member steps back.', example: true })
  isSustained: boolean;
}

export class ServeRequest {
  @RespondentField()
  respondent: string;

  @Words('What is served.', '告知书：调查事由、依据、权利和期限。')
  text: string;
}

export class InquiryTextRequest {
  @Words('What is said or shown.', '陈述意见如下。')
  text: string;
}

export class MoreTimeRequest {
  @NameField({ description: 'The stage whose window it is.', example: 'statement' })
  stage: string;

  @DeadlineField({ description: 'Until when.' })
  until: string;

  @ReasonField()
  reason: string;
}

export class CommentRequest {
  @ChoiceField(STANCES, { description: 'Agrees, disagrees, or refuses to sign.' })
  stance: Stance;

  @Words('What is said to the draft facts; needed to disagree.', '第三项与事实不符。', true)
  text?: string;
}

export class AnswerCommentRequest {
  @RespondentField()
  respondent: string;

  @FlagField({ description: 'Adopted, or not.', example: true })
  isAdopted: boolean;

  @ReasonField()
  reason: string;
}

export class FindingRequest {
  @RespondentField()
  respondent: string;

  @ChoiceField(RESPONSIBILITIES, {
    description:
      'Whole, main or important leading responsibility (全面/主要/重要领导责任); null: none is found.',
    nullable: true,
  })
  responsibility: Finding['responsibility'];

  @Words('What was found, with what mitigates and aggravates, and exemptions.', '经查，……')
  text: string;

  @ValuesField({
    description: 'What shows it: entries of the ledger as subject#number, and ids of documents.',
    example: ['obligation/topic-study.2027-01-01#4'],
    item: { type: 'string', pattern: '^.{1,300}$' },
    isItem: (value) => typeof value === 'string' && value.length > 0 && value.length <= 300,
    expected: 'entries as subject#number, or ids of documents',
    min: 0,
    max: 100,
  })
  shownBy: string[];
}

export class ReportRequest {
  @Words('The report, as it was discussed by the group together.', '调查报告……')
  text: string;

  @ListField(() => FindingRequest, { description: 'What was found, about each.', max: 200 })
  findings: FindingRequest[];

  @ChoiceField(OUTCOMES, { description: 'What the group proposes.' })
  outcome: Outcome;

  @SlugsField({
    description: 'Measures that it proposes, by the competence table.',
    example: ['circular'],
    min: 0,
    max: 20,
  })
  measures: string[];
}

export class SignatureRequest {
  @Words('What the member sees differently; attached to the report.', '对第二项保留意见。', true)
  dissent?: string;
}

export class DecidedMeasureRequest {
  @SlugField({ description: 'A measure of the table.', example: 'circular' })
  measure: string;

  @RespondentField()
  respondent: string;

  @DeadlineField({ description: 'Until when it has effects; the archive stays.', optional: true })
  effectiveUntil?: string;

  @Words('The rule that is cited.', '《中国共产党问责条例》第八条')
  rule: string;
}

export class VotesRequest {
  @IdsField({ description: 'Posts of members who took part.', example: ['secretary'], max: 200 })
  present: string[];

  @IdsField({ description: 'Of those, who stepped back (回避).', example: [], max: 200 })
  recused: string[];

  @WholeField({ description: 'Votes for it.', example: 5, min: 0, max: 200 })
  inFavour: number;

  @WholeField({ description: 'Votes against it.', example: 0, min: 0, max: 200 })
  against: number;

  @WholeField({ description: 'Abstentions.', example: 0, min: 0, max: 200 })
  abstained: number;
}

export class CorrectionRequest {
  @ChoiceField(OUTCOMES, { description: 'Measures, lighter handling, exemption, or no fault.' })
  outcome: Outcome;

  @ReasonField()
  reasons: string;

  @ChoiceField(EXEMPTIONS, { description: 'The ground of an exemption.', optional: true })
  exemption?: NonNullable<Decision['exemption']>;

  @ListField(() => DecidedMeasureRequest, { description: 'Each measure, with its term and rule.', max: 50 })
  measures: DecidedMeasureRequest[];
}

export class DecisionRequest extends CorrectionRequest {
  @ObjectField(() => VotesRequest, {
    description: 'Who took part and how they voted; left out where a body outside decided by letter.',
    optional: true,
  })
  votes?: VotesRequest;

  @ListField(() => FollowUpRequest, {
    description: 'What is to be rectified (限期整改); each becomes a tracked obligation.',
    max: 50,
    optional: true,
  })
  followUps?: FollowUpRequest[];
}

export class AppealDecisionRequest extends DecisionRequest {
  @IdField({ description: 'Who prepared it: nobody of the group.', example: 'lu-yicheng' })
  preparedBy: string;
}

export class FilingRequest {
  @NameField({ description: 'The filing, as the duty calls its stage.', example: 'announcement' })
  filing: string;

  @Words('What was done, as its evidence.', '已于本日宣布。')
  text: string;
}

export class EndInquiryRequest {
  @ChoiceField(ENDINGS, {
    description:
      'Withdrawn, by the death of whom it is about, merged into another on the same fact, or referred.',
  })
  how: Ending;

  @ReasonField()
  reason: string;

  @IdField({
    description: 'The inquiry that goes on; for a merge.',
    example: 'topic-study.2027-01-01.inquiry.minutes.1.head',
    optional: true,
  })
  into?: string;
}
