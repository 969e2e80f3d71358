import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { InstantColumn, TextColumn } from '../columns.js';

/** What the log was when it had so many leaves, signed. */
@Entity('ledger_checkpoint')
export class LedgerCheckpointEntity {
  /** Leaves. */
  @PrimaryColumn({ type: 'bigint' })
  size: number;

  /** The hash of the tree (RFC 6962), 32 bytes. */
  @Column({ type: 'bytea' })
  root: Buffer;

  /** The signed note (C2SP tlog-checkpoint), without the cosignatures of witnesses. */
  @TextColumn()
  note: string;

  @InstantColumn({ insert: false, default: () => 'clock_timestamp()' })
  signedAt: Instant;
}
