import { Column, Entity } from 'typeorm';
import type { MeetingResult } from '../../domain/meeting/meeting.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../columns.js';

export type MeetingStatus = 'called' | 'held' | 'minuted' | MeetingResult;

/** A sitting of a body: a read table, made from its subject. */
@Entity('meeting')
export class MeetingEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @TextColumn()
  bodyId: string;

  @InstantColumn()
  startsAt: Instant;

  /** How far it has come, then how it ended. */
  @TextColumn()
  status: MeetingStatus;

  @TextColumn()
  calledBy: string;

  /** Posts that see it: those called, the chair and the secretary. */
  @Column({ type: 'text', array: true })
  posts: string[];

  @InstantColumn({ nullable: true })
  closedAt: Instant | null;

  /** The subject's `seq`. */
  @IntColumn()
  version: number;
}
