import { Entity } from 'typeorm';
import type { Title } from '../../domain/organisation/organisation.js';
import type { QuorumRule } from '../../domain/organisation/quorum.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantKeyColumn, JsonColumn, TextColumn } from '../columns.js';

/** What a body is from an instant on, until the next begins. */
@Entity('body_version')
export class BodyVersionEntity {
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
  superiorPostId: string | null;

  @JsonColumn({ nullable: true })
  quorum: QuorumRule | null;

  /** Set where it is a body outside the institution. */
  @TextColumn({ nullable: true })
  deskPostId: string | null;
}
