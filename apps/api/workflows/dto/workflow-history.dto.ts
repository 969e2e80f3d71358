import type { Title } from '../../../../libs/domain/organisation/organisation.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  ListField,
  PatternField,
  SlugField,
  TextField,
  TitleField,
  WholeField,
  ValuesField,
} from '../../common/fields/index.js';
import { wordsOfEntry } from '../entry-words.js';
import { wordsOfLine } from '../line-words.js';
import type { EntryBrief, HistoryLine } from '../pairing.js';

const MAX_INT = 2_147_483_647;
const SOURCES = ['temporal', 'ledger'] as const;
type Source = (typeof SOURCES)[number];

export class WorkflowParams {
  @PatternField({
    description: 'The id of the workflow, which is its subject; the slash in it is written as %2F.',
    example: 'obligation/topic-study.court.2027-01-01',
    pattern: /^[a-z]+\/[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/,
    expected: 'must be the id of a workflow: a kind and an id with a slash between, written as %2F',
  })
  id: string;
}

export class PairedEntryResponse {
  @WholeField({ description: 'The number of the entry in the subject.', example: 3, min: 1, max: MAX_INT })
  seq: number;

  @SlugField({ description: 'What happened.', example: 'rung-fired' })
  kind: string;

  @TitleField({ description: 'The same in plain words.', example: { zh: '已逾期', en: 'it became overdue' } })
  text: Title;

  @InstantField({ description: 'When it happened.' })
  at: string;

  @IdField({ description: 'Who did it; null: the clock or the procedure.', example: 'li-na', nullable: true })
  actor: string | null;
}

export class WorkflowHistoryItemResponse {
  @TextField({
    description: 'The run; null: written without a workflow.',
    example: '0198c0de-6d0b-7c1d-9d3e-2f8f6a7b1c11',
    max: 100,
    nullable: true,
  })
  run: string | null;

  @ChoiceField(SOURCES, { description: 'Who says so: an event of Temporal, or the ledger alone.' })
  source: Source;

  @WholeField({
    description: 'The number of the event in its run.',
    example: 12,
    min: 1,
    max: MAX_INT,
    nullable: true,
  })
  event: number | null;

  @InstantField({ description: 'When it was; null: nothing that is left says when.', nullable: true })
  at: string | null;

  @SlugField({ description: 'What it is; more kinds may come.', example: 'timer-armed' })
  kind: string;

  @TitleField({
    description: 'The same in plain words.',
    example: {
      zh: '计时器设定至 2027-03-31T15:59:59.999Z',
      en: 'Timer armed until 2027-03-31T15:59:59.999Z',
    },
  })
  text: Title;

  @InstantField({ description: 'Of a timer: when it was to fire.', nullable: true })
  timerUntil: string | null;

  @ListField(() => PairedEntryResponse, {
    description: 'The entries of the ledger that it produced.',
    max: 100_000,
  })
  entries: PairedEntryResponse[];

  @ChoiceField(['entry-missing', 'event-missing'], {
    description:
      'A gap. `entry-missing`: it produced entries that the ledger does not hold. `event-missing`: the ledger holds the entry, and no event of the run, whose history is there, produced it.',
    nullable: true,
  })
  gap: 'entry-missing' | 'event-missing' | null;

  @ValuesField({
    description: 'The numbers of the entries that the ledger does not hold.',
    example: [4],
    item: { type: 'integer' },
    isItem: Number.isInteger,
    expected: 'a whole number',
    max: 100_000,
  })
  missing: number[];
}

export class WorkflowHistoryResponse {
  @ChoiceField(SOURCES, {
    description:
      '`temporal` where every run on this page is told by its own history, otherwise `ledger`; each item says it for itself.',
  })
  source: Source;

  @ListField(() => WorkflowHistoryItemResponse, {
    description: 'Run by run, each from its beginning.',
    max: 200,
  })
  items: WorkflowHistoryItemResponse[];

  @TextField({
    description: 'Asks for the next page; null on the last.',
    example: 'WyJvZmZpY2UiXQ',
    max: 2_000,
    nullable: true,
  })
  nextCursor: string | null;
}

export function toHistoryItem(line: HistoryLine): WorkflowHistoryItemResponse {
  const { runId, source, eventId, at, what, entries, missing, isUnexplained } = line;
  return {
    run: runId,
    source,
    event: eventId,
    at,
    kind: what.kind,
    text: wordsOfLine(line),
    timerUntil: 'until' in what ? what.until : null,
    entries: entries.map(toPairedEntry),
    gap: missing.length > 0 ? 'entry-missing' : isUnexplained ? 'event-missing' : null,
    missing: [...missing],
  };
}

const toPairedEntry = (entry: EntryBrief): PairedEntryResponse => ({
  seq: entry.seq,
  kind: entry.kind,
  text: wordsOfEntry(entry),
  at: entry.at,
  actor: entry.actor,
});
