import { Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantKeyColumn, JsonColumn, TextColumn } from '../columns.js';

/** What a post is from an instant on, until the next begins. */
@Entity('post_version')
export class PostVersionEntity {
  @IdColumn()
  id: string;

  @InstantKeyColumn({ name: 'starts_at' })
  from: Instant;

  @TextColumn()
  unitId: string;

  @JsonColumn()
  title: Title;

  @TextColumn()
  kind: string;

  @TextColumn({ nullable: true })
  managedBy: string | null;
}
