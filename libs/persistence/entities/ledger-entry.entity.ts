import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { InstantColumn, IntColumn, TextColumn } from '../columns.js';

/** One thing that happened, as it is kept for good: never updated, never deleted. */
@Entity('ledger_entry')
export class LedgerEntryEntity {
  /** Numbers all entries of all subjects; has gaps, and is no proof of order between subjects. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: number;

  @TextColumn()
  subject: string;

  /** 1, 2, 3... in the subject, without a gap. */
  @IntColumn()
  seq: number;

  @TextColumn()
  kind: string;

  /** The officer who did it; null for the clock and the procedure. */
  @TextColumn({ nullable: true })
  actor: string | null;

  /** The party in whose name a clerk acted. */
  @TextColumn({ nullable: true })
  onBehalfOf: string | null;

  /** When it happened. */
  @InstantColumn()
  at: Instant;

  /** When it was written down, by the database's clock. */
  @InstantColumn({ insert: false, default: () => 'clock_timestamp()' })
  recordedAt: Instant;

  /** Canonical JSON (RFC 8785); `json` and not `jsonb`, which would not keep the text as it is. */
  @Column({ type: 'json' })
  body: unknown;

  /** Of the command whose first entry this is; unique in the subject. */
  @TextColumn({ nullable: true })
  commandId: string | null;

  /** SHA-256 of that command, so that another one under the same id is noticed. */
  @TextColumn({ nullable: true })
  commandHash: string | null;

  /** `stage/party/round/rung`; unique in the subject. */
  @TextColumn({ nullable: true })
  rungKey: string | null;

  /** The run of the workflow that recorded it. */
  @TextColumn({ nullable: true })
  runId: string | null;

  /** The version of the organisation that was looked at: who held which post, and who has an address. */
  @IntColumn({ nullable: true })
  organisationVersion: number | null;
}
