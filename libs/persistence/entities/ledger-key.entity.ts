import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { InstantColumn, TextColumn } from '../columns.js';

/** A public key that has signed checkpoints. The last one signs now; those before it stay good for what they signed. */
@Entity('ledger_key')
export class LedgerKeyEntity {
  /** Rises with time. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: number;

  /** In the form of signed notes: `name+hash+key`. */
  @TextColumn()
  verifier: string;

  @InstantColumn({ insert: false, default: () => 'clock_timestamp()' })
  recordedAt: Instant;
}
