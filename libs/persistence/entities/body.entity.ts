import { Column, Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

@Entity('body')
export class BodyEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @JsonColumn()
  title: Title;

  @TextColumn()
  kind: string;

  @TextColumn()
  chairPostId: string;

  @TextColumn({ nullable: true })
  secretaryPostId: string | null;

  @Column({ type: 'text', array: true })
  memberPostIds: string[];

  @TextColumn({ nullable: true })
  superiorPostId: string | null;

  /** Since when it is no more. */
  @InstantColumn({ nullable: true })
  endedAt: Instant | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
