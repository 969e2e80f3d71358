import { Entity } from 'typeorm';
import type { ChannelKind } from '../../domain/organisation/channel-kinds.js';
import type { Title } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

/** A channel of the institution's own; only ever begun and ended. */
@Entity('channel')
export class ChannelEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @TextColumn()
  kind: ChannelKind;

  @JsonColumn()
  title: Title;

  @TextColumn()
  ownerPostId: string;

  @TextColumn({ nullable: true })
  deputyPostId: string | null;

  @InstantColumn({ name: 'starts_at' })
  from: Instant;

  @InstantColumn({ name: 'ends_at', nullable: true })
  to: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
