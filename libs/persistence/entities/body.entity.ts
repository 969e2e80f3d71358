import { Column, Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import { IdColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

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

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
