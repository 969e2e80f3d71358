import type { Instant } from '../../../libs/domain/time.js';
import type { Happening, HistoryEvent } from '../../../libs/temporal/history/happening.js';

/** An entry of the ledger, as far as it is needed beside a history. */
export interface EntryBrief {
  readonly seq: number;
  readonly kind: string;
  /** What a rung did; null for any other kind. */
  readonly action: string | null;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly actor: string | null;
  readonly runId: string | null;
}

/** What stands in a history besides Temporal's events: an entry by itself, numbers that the ledger lacks, that the rest is the ledger's. */
export type LedgerHappening =
  | { readonly kind: 'recorded' | 'entries-missing' }
  | { readonly kind: 'from-the-ledger'; readonly because: 'history-gone' | 'temporal-away' };

/** One line of a history: what happened, with the entries that it produced. */
export interface HistoryLine {
  /** Null: of an entry that was written without a workflow. */
  readonly runId: string | null;
  readonly source: 'temporal' | 'ledger';
  readonly eventId: number | null;
  /** Null: nothing that is left says when. */
  readonly at: Instant | null;
  readonly what: Happening | LedgerHappening;
  readonly entries: readonly EntryBrief[];
  /** Numbers of entries that were produced here and that the ledger does not hold. */
  readonly missing: readonly number[];
  /** The entry is there, and no event of its run produced it. */
  readonly isUnexplained: boolean;
}

/** The entries of one subject. */
export class SubjectLedger {
  private readonly held: ReadonlyMap<number, EntryBrief>;

  /**
   * @param entries by their numbers
   * @param count how many there should be, as the subject's row says
   */
  constructor(
    readonly entries: readonly EntryBrief[],
    readonly count: number,
  ) {
    this.held = new Map(entries.map((entry) => [entry.seq, entry]));
  }

  /** The number of the last entry that is held. */
  get last(): number {
    return this.entries.at(-1)?.seq ?? 0;
  }

  at(seq: number): EntryBrief | undefined {
    return this.held.get(seq);
  }

  of(runId: string | null): EntryBrief[] {
    return this.entries.filter((entry) => entry.runId === runId);
  }

  /** The numbers after `from` up to `to` that are not held. */
  missing(from: number, to: number): number[] {
    const numbers = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index + 1);
    return numbers.filter((seq) => !this.held.has(seq));
  }

  /** What is missing behind the entries of a run, up to the next entry that is held; before all of them where the run is the first. */
  missingOf(
    runId: string | null,
    isFirst: boolean,
  ): { readonly after: EntryBrief | null; readonly seqs: number[] }[] {
    const gaps = this.entries.flatMap((entry, index) => {
      if (entry.runId !== runId) return [];
      const next = this.entries[index + 1]?.seq ?? this.count + 1;
      return [{ after: entry, seqs: this.missing(entry.seq, next - 1) }];
    });
    const head = {
      after: null,
      seqs: isFirst ? this.missing(0, (this.entries[0]?.seq ?? this.count + 1) - 1) : [],
    };
    return [head, ...gaps].filter(({ seqs }) => seqs.length > 0);
  }

  /** The last entry up to `seq` that is not of this run. */
  lastOfOthers(runId: string, seq: number): number {
    return this.entries.findLast((entry) => entry.seq <= seq && entry.runId !== runId)?.seq ?? 0;
  }
}

/** A run whose entries are looked at. */
export interface RunInLedger {
  readonly runId: string | null;
  readonly isFirst: boolean;
}

/** With these a run is over. */
const ENDS: ReadonlySet<string> = new Set([
  'continued-as-new',
  'completed',
  'cancelled',
  'timed-out',
  'failed',
  'terminated',
]);

/**
 * Puts beside each event of a run the entries that it produced. Gaps show in both directions: numbers that an event claims and the
 * ledger lacks, and entries of the run that no event claims.
 *
 * @param ledger as it was before the events were asked for
 * @param reread the same by now: an event may tell of an entry that has come since
 * @param settledBefore what a run that goes on has recorded later than this may still wait for its event
 */
export async function* pairWithEvents(
  events: AsyncIterable<HistoryEvent>,
  run: RunInLedger & { readonly runId: string },
  ledger: SubjectLedger,
  reread: () => Promise<SubjectLedger>,
  settledBefore: Instant,
): AsyncGenerator<HistoryLine> {
  const { runId } = run;
  let mayHaveGrown = true;
  let isOver = false;
  let claimed: number | null = null;
  const told = new Set<number>();
  for await (const { eventId, at, what } of events) {
    let entries: EntryBrief[] = [];
    let missing: number[] = [];
    isOver ||= ENDS.has(what.kind);
    if ('seq' in what && what.seq > ledger.last && mayHaveGrown) {
      const before = ledger.last;
      ledger = await reread();
      mayHaveGrown = ledger.last > before;
    }
    if (what.kind === 'settled') {
      const from: number = claimed ?? ledger.lastOfOthers(runId, what.seq);
      entries = ledger.of(runId).filter(({ seq }) => seq > from && seq <= what.seq);
      missing = ledger.missing(from, what.seq);
      claimed = Math.max(claimed ?? 0, what.seq);
    } else if (what.kind === 'command-accepted') {
      const entry = ledger.at(what.seq);
      if (entry) entries = [entry];
      else if (what.seq > 0) missing = [what.seq];
    }
    missing.forEach((seq) => told.add(seq));
    yield { runId, source: 'temporal', eventId, at, what, entries, missing, isUnexplained: false };
  }
  for (const entry of ledger.of(runId)) {
    if (claimed !== null && entry.seq <= claimed) continue;
    yield recorded(runId, entry, isOver || entry.recordedAt < settledBefore);
  }
  for (const { after, seqs } of ledger.missingOf(runId, run.isFirst)) {
    const untold = seqs.filter((seq) => !told.has(seq));
    if (untold.length > 0) yield lacking(runId, after ?? ledger.of(runId)[0], untold);
  }
}

/** The same of a run whose history is not to be had: what the ledger alone says. */
export function* fromLedger(
  run: RunInLedger,
  because: 'history-gone' | 'temporal-away',
  ledger: SubjectLedger,
): Generator<HistoryLine> {
  const { runId } = run;
  const own = ledger.of(runId);
  const gaps = new Map(
    ledger.missingOf(runId, run.isFirst).map(({ after, seqs }) => [after?.seq ?? 0, seqs]),
  );
  const [firstEntry] = own;
  if (firstEntry !== undefined && runId !== null)
    yield { ...recorded(runId, firstEntry, false), what: { kind: 'from-the-ledger', because }, entries: [] };
  const head = gaps.get(0);
  if (head) yield lacking(runId, firstEntry, head);
  for (const entry of own) {
    yield recorded(runId, entry, false);
    const seqs = gaps.get(entry.seq);
    if (seqs) yield lacking(runId, entry, seqs);
  }
}

const recorded = (runId: string | null, entry: EntryBrief, isUnexplained: boolean): HistoryLine => ({
  runId,
  source: 'ledger',
  eventId: null,
  at: entry.at,
  what: { kind: 'recorded' },
  entries: [entry],
  missing: [],
  isUnexplained,
});

const lacking = (runId: string | null, beside: EntryBrief | undefined, missing: number[]): HistoryLine => ({
  runId,
  source: 'ledger',
  eventId: null,
  at: beside?.at ?? null,
  what: { kind: 'entries-missing' },
  entries: [],
  missing,
  isUnexplained: false,
});
