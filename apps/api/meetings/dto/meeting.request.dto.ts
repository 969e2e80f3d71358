import { MATTERS, type Matter } from '../../../../libs/domain/organisation/quorum.js';
import { ATTENDANCE, type AttendanceLine } from '../../../../libs/domain/meeting/meeting.js';
import { MAX_ITEMS } from '../../../../libs/domain/meeting/agenda.js';
import {
  ChoiceField,
  DeadlineField,
  IdField,
  IdsField,
  InstantField,
  ListField,
  PatternField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

const MAX_SEATS = 200;

export const ItemField = (description: string): PropertyDecorator =>
  WholeField({ description, example: 1, min: 1, max: MAX_ITEMS });

export class MeetingPath {
  @IdField({ description: 'The id of the meeting.', example: '0f3c9a52e1b44d7f9a0b6d3b6b9a1042' })
  id: string;
}

export class MeetingItemPath extends MeetingPath {
  @PatternField({
    description: 'The number of the item.',
    example: '1',
    pattern: /^[1-9]\d?$/,
    expected: 'must be the number of an item',
  })
  item: string;
}

export class MeetingsRequest extends PageRequest {
  @IdField({ description: 'Only of this unit and those below it.', example: 'court', optional: true })
  unit?: string;

  @IdField({ description: 'Only of this body.', example: 'leading-group', optional: true })
  body?: string;

  @DeadlineField({ description: 'Only from this day or instant on.', example: '2027-03-01', optional: true })
  from?: string;
}

export class CallMeetingRequest {
  @IdField({ description: 'The body that meets.', example: 'leading-group' })
  body: string;

  @InstantField({
    description: 'When it begins. One that has been held already is entered with the time at which it was.',
  })
  startsAt: string;

  @TextField({
    description: 'Where, and what else those called have to know.',
    example: '三楼会议室，请提前阅读材料。',
    max: 4_000,
    multiline: true,
  })
  notice: string;

  @IdsField({
    description: 'Posts called beside the members, who decide nothing (列席).',
    example: ['office-head'],
    max: MAX_SEATS,
    optional: true,
  })
  invited?: string[];
}

export class PlaceItemRequest {
  @TextField({ description: 'What is to be deliberated.', example: '专题研究上半年工作', max: 400 })
  title: string;

  @ChoiceField(MATTERS, {
    description: 'What it is about: the quorum depends on it; `ordinary` where it is left out.',
    optional: true,
  })
  matter?: Matter;

  @IdsField({
    description: 'Obligations that it is to satisfy; several only where their duties all name each other.',
    example: ['topic-study.court.2027-01-01'],
    max: 10,
    optional: true,
  })
  links?: string[];
}

const ReasonField = (description: string, optional = false): PropertyDecorator =>
  TextField({ description, example: '材料尚需补充。', max: 4_000, multiline: true, optional });

export class WithdrawItemRequest {
  @ReasonField('Why.')
  reason: string;
}

export class AttendanceLineRequest {
  @IdField({ description: 'A post that was called.', example: 'vice-president-civil' })
  post: string;

  @ChoiceField(ATTENDANCE, { description: 'How its holder took part. A substitute is not counted.' })
  status: AttendanceLine['status'];

  @IdField({
    description: 'Who came instead, where it was a substitute.',
    example: 'wang-wei',
    optional: true,
  })
  substitute?: string;
}

export class AttendanceRequest {
  @ListField(() => AttendanceLineRequest, {
    description: 'Every member whose post somebody holds; others who were called may be left out.',
    min: 1,
    max: MAX_SEATS,
  })
  attendance: AttendanceLineRequest[];

  @IdField({
    description: 'The member who presided; the chair of the body where it is left out.',
    example: 'secretary',
    optional: true,
  })
  presiding?: string;
}

export class RecusalRequest {
  @ItemField('The item in which the member takes no part.')
  item: number;

  @IdField({ description: 'The post of the member.', example: 'vice-president-civil' })
  post: string;

  @ReasonField('Why, where it is said.', true)
  reason?: string;
}

export class DecisionRequest {
  @TextField({
    description: 'What is to be done.',
    example: '修订值班制度，报党组审议。',
    max: 4_000,
    multiline: true,
  })
  text: string;

  @IdField({ description: 'The post that carries it out.', example: 'office-head' })
  post: string;

  @DeadlineField({ description: 'By when.' })
  dueAt: string;
}

export class ItemMinutesRequest {
  @ItemField('The item.')
  item: number;

  @TextField({
    description: 'What was said and decided on it.',
    example: '会议听取了汇报，认为……',
    max: 50_000,
    multiline: true,
  })
  extract: string;

  @ListField(() => DecisionRequest, {
    description: 'Decisions that become obligations of their own, where something linked tracks them.',
    max: 50,
    optional: true,
  })
  decisions?: DecisionRequest[];
}

export class MinutesRequest {
  @ListField(() => ItemMinutesRequest, { description: 'Every item of the agenda.', min: 1, max: MAX_ITEMS })
  items: ItemMinutesRequest[];
}

export class CancelMeetingRequest {
  @ReasonField('Why it is not held.')
  reason: string;
}
