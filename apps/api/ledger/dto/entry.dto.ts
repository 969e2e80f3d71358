import { IntersectionType } from '@nestjs/swagger';
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

/** Which entries are asked for. */
export class EntryFilter {
  @PatternField({
    description: 'Only entries of this subject.',
    example: 'obligation/topic-study.court.2027-01-01',
    pattern: /^[a-z]+(\/[A-Za-z0-9][A-Za-z0-9._-]{0,199})?$/,
    expected: 'must be a subject: a kind, or a kind and an id with a slash between',
    optional: true,
  })
  subject?: string;

  @SlugField({ description: 'Only of subjects of this kind.', example: 'obligation', optional: true })
  of?: string;

  @SlugField({ description: 'Only entries of this kind.', example: 'rung-fired', optional: true })
  kind?: string;

  @IdField({ description: 'Only what this officer did.', example: 'li-na', optional: true })
  actor?: string;

  @InstantField({ description: 'Only what happened at or after this instant.', optional: true })
  from?: string;

  @InstantField({ description: 'Only what happened before this instant.', optional: true })
  to?: string;

  @IdField({
    description: 'Only what a clerk did in the name of this party.',
    example: 'leading-group',
    optional: true,
  })
  onBehalfOf?: string;

  @InstantField({ description: 'Only what was recorded at or after this instant.', optional: true })
  fromRecordedAt?: string;

  @InstantField({ description: 'Only what was recorded before this instant.', optional: true })
  toRecordedAt?: string;

  @IdField({
    description:
      'Only of subjects that belong to this unit and those below it; the organisation itself and calendars belong to none.',
    example: 'court',
    optional: true,
  })
  unit?: string;

  @IdField({
    description: 'Only of this duty, its cycles and its obligations.',
    example: 'court.topic-study',
    optional: true,
  })
  duty?: string;
}

export class EntriesRequest extends IntersectionType(EntryFilter, PageRequest) {
  @TextField({
    description:
      'Only entries that hold all of these words: in the subject, the kind, who acted, and any text or id of the body. A word may be cut off at its end; Chinese is found anywhere. Documents are not searched.',
    example: 'rung-fired 学习',
    max: 200,
    optional: true,
  })
  q?: string;
}

export class EntryResponse {
  @WholeField({
    description: 'Numbers all entries; has gaps.',
    example: 42,
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
  })
  id: number;

  @WholeField({
    description:
      'Its place in the log, counted from 0: it is sealed, and cannot be changed unseen. Null: not sealed yet.',
    example: 41,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    nullable: true,
  })
  index: number | null;

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

export const toEntry = (entry: LedgerEntryEntity, index: number | null): EntryResponse => ({
  id: entry.id,
  index,
  subject: entry.subject,
  seq: entry.seq,
  kind: entry.kind,
  actor: entry.actor,
  onBehalfOf: entry.onBehalfOf,
  at: entry.at,
  recordedAt: entry.recordedAt,
  body: entry.body,
});
