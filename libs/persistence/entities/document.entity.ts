import { Column, Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/** A text that entries refer to. */
@Entity('document')
export class DocumentEntity {
  /**
   * Of a text that concerns nobody SHA-256 of its content in UTF-8; otherwise HMAC-SHA-256 under the person's key, which without the key
   * says nothing. Lower-case hex.
   */
  @IdColumn()
  id: string;

  /** `text/plain` or `application/json`. */
  @TextColumn()
  mediaType: string;

  /** The text; null where it concerns a person. */
  @TextColumn({ nullable: true })
  content: string | null;

  /** Whom it concerns; null: nobody. */
  @TextColumn({ nullable: true })
  personId: string | null;

  /** The text under that person's key; null: the person was erased. */
  @Column({ type: 'bytea', nullable: true })
  sealed: Buffer | null;

  @InstantColumn()
  storedAt: Instant;

  /** When it was stored last, or a command was about to name it: long after that, if none did, it is collected. */
  @InstantColumn({ default: () => 'now()' })
  touchedAt: Instant;
}
