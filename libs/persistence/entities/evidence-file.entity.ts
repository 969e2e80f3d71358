import { Column, Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn } from '../columns.js';

/** An uploaded file; what it holds lies in the evidence folder. */
@Entity('evidence_file')
export class EvidenceFileEntity {
  /** SHA-256 of the file, lower-case hex. */
  @IdColumn()
  sha256: string;

  @Column({ type: 'bigint' })
  sizeBytes: number;

  /** When it was uploaded, or a command was about to take it up: long after that, if none did, it is collected. */
  @InstantColumn()
  touchedAt: Instant;
}
