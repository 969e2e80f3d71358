import type { NotificationEntity } from '../../../../libs/persistence/entities/notification.entity.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  PatternField,
  QueryFlagField,
  SlugField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class NotificationsRequest extends PageRequest {
  @QueryFlagField({ description: 'Only what has not been read yet.', example: true, optional: true })
  unread?: boolean;
}

export class NotificationParams {
  @PatternField({
    description: 'Id of the notification.',
    example: '5b0e6a52-6a55-5d9a-8a0b-7f6f3b6b9a10',
    pattern: UUID,
    expected: 'must be a UUID in lower case',
    format: 'uuid',
  })
  id: string;
}

export class NotificationResponse {
  @PatternField({
    description: 'Its id.',
    example: '5b0e6a52-6a55-5d9a-8a0b-7f6f3b6b9a10',
    pattern: UUID,
    expected: '',
    format: 'uuid',
  })
  id: string;

  @TextField({
    description: 'What it is about.',
    example: 'obligation/topic-study.court.2027-01-01',
    max: 300,
  })
  subject: string;

  @WholeField({
    description: 'The number of the entry in its ledger.',
    example: 3,
    min: 1,
    max: 2_147_483_647,
  })
  seq: number;

  @SlugField({ description: "The entry's kind.", example: 'rung-fired' })
  kind: string;

  @ChoiceField(['remind', 'overdue', 'escalate', 'launch', 'lapse', 'close', 'review-suspension'], {
    description: 'What the rung does, where the entry is a rung that came.',
    example: 'remind',
    nullable: true,
  })
  action: string | null;

  @TextField({ description: 'The stage concerned.', example: 'minutes', max: 200, nullable: true })
  stage: string | null;

  @IdField({
    description: 'The post or body that owes; null where it is about several.',
    example: 'leading-group',
    nullable: true,
  })
  party: string | null;

  @IdField({
    description: 'The post through which you hear of it; null: as an administrator.',
    example: 'party-secretary',
    nullable: true,
  })
  post: string | null;

  @TextField({ description: 'As what you hear of it.', example: 'owner', max: 40 })
  as: string;

  @InstantField({ description: 'When it happened.' })
  at: string;

  @InstantField({ description: 'When you read it; null: not yet.', nullable: true })
  readAt: string | null;
}

export const toNotification = (row: NotificationEntity): NotificationResponse => ({
  id: row.id,
  subject: row.subject,
  seq: row.seq,
  kind: row.kind,
  action: row.action,
  stage: row.stage,
  party: row.party,
  post: row.postId,
  as: row.toldAs,
  at: row.at,
  readAt: row.readAt,
});
