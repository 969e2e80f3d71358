import { Entity, PrimaryColumn } from 'typeorm';
import type { RungAction } from '../../domain/duty/definition.js';
import type { Told } from '../../domain/stage/entries.js';
import type { Instant } from '../../domain/time.js';
import { InstantColumn, IntColumn, TextColumn } from '../columns.js';

export type Channel = 'inbox' | 'mail';

/** One entry that one officer hears of through one channel. */
@Entity('notification')
export class NotificationEntity {
  /** Derived from subject, seq, officer and channel. */
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @TextColumn()
  officerId: string;

  @TextColumn()
  channel: Channel;

  /** The entry that it tells of. */
  @TextColumn()
  subject: string;

  @IntColumn()
  seq: number;

  /** The entry's kind. */
  @TextColumn()
  kind: string;

  /** What the rung does, where the entry is a rung that came. */
  @TextColumn({ nullable: true })
  action: RungAction | 'review-suspension' | null;

  @TextColumn({ nullable: true })
  stage: string | null;

  /** The party that the entry is about; null where it is about several. */
  @TextColumn({ nullable: true })
  party: string | null;

  /** The post through which the officer hears of it; null for an administrator of the product. */
  @TextColumn({ nullable: true })
  postId: string | null;

  @TextColumn()
  toldAs: Told['as'] | 'administrator';

  /** When the entry happened. */
  @InstantColumn()
  at: Instant;

  /** Inbox: when the officer marked it as read. */
  @InstantColumn({ nullable: true })
  readAt: Instant | null;

  /** Mail: the digest that holds it. */
  @TextColumn({ nullable: true })
  messageId: string | null;

  /** Mail: when that digest was handed over. */
  @InstantColumn({ nullable: true })
  sentAt: Instant | null;
}
