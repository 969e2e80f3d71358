import { Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import { IdColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

@Entity('post')
export class PostEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @JsonColumn()
  title: Title;

  @TextColumn()
  kind: string;

  @TextColumn({ nullable: true })
  managedBy: string | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
