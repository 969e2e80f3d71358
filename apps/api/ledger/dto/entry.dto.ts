import type { LedgerEntryEntity } from '../../../../libs/persistence/entities/ledger-entry.entity.js';
import {
  IdField,
  InstantField,
  JsonField,
  PatternField,
  SlugField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

export class EntriesRequest extends PageRequest {
  @PatternField({
    description: 'Only entries of this subject.',
    example: 'obligation/topic-study.court.2027-01-01',
    pattern: /^[a-z]+(\/[A-Za-z0-9][A-Za-z0-9._-]{0,199})?$/,
    expected: 'must be a subject: a kind, or a kind and an id with a slash between',
    optional: true,
  })
  subject?: string;

  @SlugField({ description: 'Only entries of this kind.', example: 'rung-fired', optional: true })
  kind?: string;

  @IdField({ description: 'Only what this officer did.', example: 'li-na', optional: true })
  actor?: string;

  @InstantField({ description: 'Only what happened at or after this instant.', optional: true })
  from?: string;

  @InstantField({ description: 'Only what happened before this instant.', optional: true })
  to?: string;
}

export class EntryResponse {
  @WholeField({
    description: 'Numbers all entries; has gaps.',
    example: 42,
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
  })
  id: number;

  @TextField({
    description: 'What it belongs to.',
    example: 'obligation/topic-study.court.2027-01-01',
    max: 300,
  })
  subject: string;

  @WholeField({
    description: 'Numbers the entries of the subject, without a gap.',
    example: 3,
    min: 1,
    max: 2_147_483_647,
  })
  seq: number;

  @SlugField({ description: 'What happened.', example: 'rung-fired' })
  kind: string;

  @IdField({ description: 'Who did it; null: the clock or the procedure.', example: 'li-na', nullable: true })
  actor: string | null;

  @IdField({
    description: 'The party in whose name a clerk acted.',
    example: 'leading-group',
    nullable: true,
  })
  onBehalfOf: string | null;

  @InstantField({ description: 'When it happened.' })
  at: string;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt: string;

  @JsonField({
    description: 'The facts; their form follows from the kind.',
    example: { stage: 'minutes', party: 'leading-group' },
  })
  body: unknown;
}

export const toEntry = (entry: LedgerEntryEntity): EntryResponse => ({
  id: entry.id,
  subject: entry.subject,
  seq: entry.seq,
  kind: entry.kind,
  actor: entry.actor,
  onBehalfOf: entry.onBehalfOf,
  at: entry.at,
  recordedAt: entry.recordedAt,
  body: entry.body,
});
