import { Column, Entity } from 'typeorm';
import type { Light, PartyState, PartyStatus } from '../../domain/stage/state.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../columns.js';

/** Where one party of a stage stands. */
@Entity('party_state')
export class PartyStateEntity {
  /** The obligation's subject. */
  @IdColumn()
  subject: string;

  @IdColumn()
  stage: string;

  /** The post or body that owes. */
  @IdColumn()
  party: string;

  /** The order in which the stage holds its parties. */
  @IntColumn()
  position: number;

  @TextColumn()
  status: PartyStatus;

  @TextColumn({ nullable: true })
  light: Light;

  /** When the running clock is due. */
  @InstantColumn({ nullable: true })
  due: Instant | null;

  /** The reviewer's or suspender's post that has the move; null: the party itself, or nobody any more. */
  @TextColumn({ nullable: true })
  mover: string | null;

  @InstantColumn({ nullable: true })
  endedAt: Instant | null;

  /** Posts that see it: those that act for the party, stand above it or may review. Frozen at opening. */
  @Column({ type: 'text', array: true })
  concerns: string[];

  /** All of it, as the stage machine keeps it; read and written whole, hence not `jsonb`. */
  @JsonColumn({ type: 'json' })
  state: PartyState;
}
