import type { TimelineItem } from '../../../../libs/domain/obligation/timeline.js';
import type { ObligationEntry } from '../../../../libs/domain/obligation/obligation.js';
import type { LedgerEntryEntity } from '../../../../libs/persistence/entities/ledger-entry.entity.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  JsonField,
  ListField,
  SlugField,
  WholeField,
} from '../../common/fields/index.js';

const MAX_INT = 2_147_483_647;

/** Something that happened, or a rung that comes if nobody does anything before. */
export class TimelineItemResponse {
  @ChoiceField(['past', 'future'], { description: 'Whether it has happened.' })
  when: 'past' | 'future';

  @InstantField({ description: 'When it happened, or will come.' })
  at: string;

  @SlugField({ description: 'The kind of the entry; `rung` for one that is to come.', example: 'rung-fired' })
  kind: string;

  @WholeField({ description: 'The number of the entry.', example: 4, min: 1, max: MAX_INT, nullable: true })
  seq: number | null;

  @IdField({ description: 'Who did it; null: the clock or the procedure.', example: 'li-na', nullable: true })
  actor: string | null;

  @SlugField({ description: 'The stage that it belongs to.', example: 'minutes', nullable: true })
  stage: string | null;

  @IdField({ description: 'The party that it is about.', example: 'leading-group', nullable: true })
  party: string | null;

  @SlugField({ description: 'The name of the rung.', example: 'escalate-1', nullable: true })
  rung: string | null;

  @SlugField({ description: 'What the rung does.', example: 'escalate', nullable: true })
  action: string | null;

  @JsonField({
    description: 'What happened in full, as the ledger holds it; null for what is to come.',
    example: { stage: 'minutes', party: 'leading-group', round: 1, rung: 'escalate-1' },
    nullable: true,
  })
  body: unknown;
}

export class TimelineResponse {
  @ListField(() => TimelineItemResponse, {
    description: 'What happened, in the order of the ledger, then the rungs to come, earliest first.',
    max: 100_000,
  })
  items: TimelineItemResponse[];
}

/** An entry as the ledger holds it, in the domain's form. */
export type NumberedEntry = ObligationEntry & { readonly seq: number };

export const toNumberedEntry = (entry: LedgerEntryEntity): NumberedEntry => entry as unknown as NumberedEntry;

export function toTimelineItem(item: TimelineItem<NumberedEntry>): TimelineItemResponse {
  if (item.when === 'future') {
    const { at, stage, party, rung, action } = item;
    return {
      when: 'future',
      at,
      kind: 'rung',
      seq: null,
      actor: null,
      stage,
      party,
      rung,
      action,
      body: null,
    };
  }
  const { entry } = item;
  const body = entry.body as { stage?: string; party?: string; rung?: string; action?: string };
  return {
    when: 'past',
    at: item.at,
    kind: entry.kind,
    seq: entry.seq,
    actor: entry.actor,
    stage: body.stage ?? null,
    party: body.party ?? null,
    rung: body.rung ?? null,
    action: body.action ?? null,
    body,
  };
}
