import { Entity } from 'typeorm';
import type { ChannelKind } from '../../domain/organisation/channel-kinds.js';
import type { Title } from '../../domain/organisation/organisation.js';
import { JsonColumn, TextColumn } from '../columns.js';
import { SpanColumns } from './span.js';

/** A channel of the institution's own; only ever begun and ended. */
@Entity('channel')
export class ChannelEntity extends SpanColumns {
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
}
