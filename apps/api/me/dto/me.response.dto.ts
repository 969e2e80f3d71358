import type { Title } from '../../../../libs/domain/organisation/organisation.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  ListField,
  ObjectField,
  TextField,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';
import { GrantResponse, OfficerResponse } from '../../officers/dto/officer.response.dto.js';

export class HeldPostResponse {
  @IdField({ description: 'The post.', example: 'office-head' })
  post: string;

  @IdField({ description: 'Its unit.', example: 'court-office' })
  unit: string;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @IdField({
    description: 'Whom you stand in for; null: you hold it yourself.',
    example: 'wang-wei',
    nullable: true,
  })
  standingInFor: string | null;
}

export class WaitingItemResponse {
  @TextField({
    description: 'The subject: an obligation, a meeting, or a change to be approved.',
    example: 'obligation/topic-study.court.2027-01-01',
    max: 300,
  })
  subject: string;

  @IdField({
    description: 'The obligation; null where it is a meeting or a change that waits.',
    example: 'topic-study.court.2027-01-01',
    nullable: true,
  })
  obligation: string | null;

  @TitleField({ description: 'What it is about.' })
  title: Title;

  @TextField({ description: 'The stage.', example: 'minutes', max: 200 })
  stage: string;

  @IdField({ description: 'The post or body that owes.', example: 'leading-group' })
  party: string;

  @ChoiceField(['owner', 'reviewer', 'suspender', 'principal'], {
    description: 'As what you have the move; `principal`: to confirm what was done on your behalf (代办).',
  })
  as: 'owner' | 'reviewer' | 'suspender' | 'principal';

  @ChoiceField(['blue', 'yellow', 'red'], { description: 'How near the deadline is.', nullable: true })
  light: string | null;

  @InstantField({ description: 'When it is due.', nullable: true })
  dueAt: string | null;
}

export class WaitingResponse {
  @WholeField({ description: 'What the posts held owe.', example: 2, min: 0, max: 1_000_000 })
  toDo: number;

  @WholeField({
    description: 'What waits for their review, or for the end of a suspension.',
    example: 1,
    min: 0,
    max: 1_000_000,
  })
  toDecide: number;

  @WholeField({
    description: 'What was done on their behalf and is to be confirmed.',
    example: 1,
    min: 0,
    max: 1_000_000,
  })
  toConfirm: number;

  @WholeField({ description: 'How many of all are late.', example: 0, min: 0, max: 1_000_000 })
  late: number;

  @WholeField({ description: 'Notifications not read yet.', example: 5, min: 0, max: 1_000_000 })
  unread: number;

  @ListField(() => WaitingItemResponse, { description: 'The most urgent of all first.', max: 100 })
  items: WaitingItemResponse[];
}

export class MeResponse {
  @ObjectField(() => OfficerResponse, { description: 'The caller.' })
  officer: OfficerResponse;

  @FlagField({ description: 'A one-time password has to be replaced before anything else.', example: false })
  mustChangePassword: boolean;

  @ListField(() => HeldPostResponse, { description: 'Posts in which the caller acts now.', max: 1000 })
  posts: HeldPostResponse[];

  @ListField(() => GrantResponse, { description: 'Their roles.', max: 1000 })
  roles: GrantResponse[];

  @ObjectField(() => WaitingResponse, { description: 'What waits for them.' })
  waiting: WaitingResponse;
}
