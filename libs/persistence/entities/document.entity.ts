import { Entity } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/** A text that entries refer to by what it says. */
@Entity('document')
export class DocumentEntity {
  /** SHA-256 of the content in UTF-8, lower-case hex. */
  @IdColumn()
  id: string;

  /** `text/plain` or `application/json`. */
  @TextColumn()
  mediaType: string;

  @TextColumn()
  content: string;

  @InstantColumn()
  storedAt: Instant;

  /** When it was stored last, or a command was about to name it: long after that, if none did, it is collected. */
  @InstantColumn({ default: () => 'now()' })
  touchedAt: Instant;
}
