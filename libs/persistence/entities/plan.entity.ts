import { Entity } from 'typeorm';
import type { PostId, Title } from '../../domain/organisation/organisation.js';
import type { Instant, PlainDate } from '../../domain/time.js';
import { DateColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

/** A plan that a unit adopted. */
@Entity('plan')
export class PlanEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @JsonColumn()
  title: Title;

  /** Periods that ended before it never lapse. */
  @DateColumn()
  adoptionDate: PlainDate;

  /** The last date on which it is on trial (试运行). */
  @DateColumn({ nullable: true })
  trialUntil: PlainDate | null;

  /** The post that alone is told during the trial. */
  @TextColumn({ nullable: true })
  trialOffice: PostId | null;

  /** Which edition of the plan. */
  @IntColumn()
  packVersion: number;

  /** The pack as it was imported: the id of a document. */
  @TextColumn()
  document: string;

  @InstantColumn()
  importedAt: Instant;

  /** Counts its imports. */
  @IntColumn()
  version: number;
}
