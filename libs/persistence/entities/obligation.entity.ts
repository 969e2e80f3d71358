import { Entity } from 'typeorm';
import type { ProcedureName } from '../../domain/duty/definition.js';
import type { ObligationResult, Occurrence } from '../../domain/obligation/obligation.js';
import type { Title } from '../../domain/organisation/organisation.js';
import type { Light, PartyStatus } from '../../domain/stage/state.js';
import type { Instant, PlainDate } from '../../domain/time.js';
import {
  BooleanColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
} from '../columns.js';

export type ObligationStatus = 'open' | ObligationResult;

/** A row of the board: a read table, made from the obligation's subject. */
@Entity('obligation')
export class ObligationEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @TextColumn()
  dutyId: string;

  @IntColumn()
  dutyVersion: number;

  /** The row of the plan; null for a one-off task. */
  @IntColumn({ nullable: true })
  planRow: number | null;

  @JsonColumn()
  title: Title;

  @TextColumn()
  procedure: ProcedureName;

  @BooleanColumn()
  floor: boolean;

  @DateColumn({ nullable: true })
  periodFrom: PlainDate | null;

  @DateColumn({ nullable: true })
  periodTo: PlainDate | null;

  @TextColumn({ nullable: true })
  cycleId: string | null;

  /** The obligation whose decision it follows up. */
  @TextColumn({ nullable: true })
  parentId: string | null;

  /** The document that says more about what is to be done. */
  @TextColumn({ nullable: true })
  document: string | null;

  /** The officer who opened it by hand. */
  @TextColumn({ nullable: true })
  openedBy: string | null;

  /** When it happened, where it answers an occurrence. */
  @InstantColumn({ nullable: true })
  occurredAt: Instant | null;

  /** Who brought the occurrence: an officer, or somebody without an account. */
  @TextColumn({ nullable: true })
  via: Occurrence['via'] | null;

  /** Entered on a later day than it happened (补录). */
  @BooleanColumn()
  isLaterEntry: boolean;

  /** Its period was over when it opened (补录). */
  @BooleanColumn()
  backfilled: boolean;

  /** `open` until it is closed, then the result. */
  @TextColumn()
  status: ObligationStatus;

  /** The worst light of a party that still owes. */
  @TextColumn({ nullable: true })
  light: Light;

  /** The stage that is open; null between stages and at the end. */
  @TextColumn({ nullable: true })
  stage: string | null;

  /** The earliest instant at which an owner or a reviewer has to have acted. */
  @InstantColumn({ nullable: true })
  due: Instant | null;

  /** The earliest unfired rung. */
  @InstantColumn({ nullable: true })
  nextRungAt: Instant | null;

  /** How many parties of the open stage, or else of the last one, are in which status. */
  @JsonColumn()
  partyCounts: Partial<Record<PartyStatus, number>>;

  /** Null until its workflow has recorded the opening. */
  @InstantColumn({ nullable: true })
  openedAt: Instant | null;

  @InstantColumn({ nullable: true })
  closedAt: Instant | null;

  /** The subject's `seq`. */
  @IntColumn()
  version: number;
}
