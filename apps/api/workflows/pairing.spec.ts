import { EventReader } from '../../../libs/temporal/history/read-events.js';
import type { HistoryEvent } from '../../../libs/temporal/history/happening.js';
import { recordedHistories } from '../../../test/replay/histories.js';
import { wordsOfLine } from './line-words.js';
import { pairWithEvents, SubjectLedger, type EntryBrief, type HistoryLine } from './pairing.js';

const RUN = { runId: 'this-run', isFirst: true } as const;
const LATER = '2100-01-01T00:00:00.000Z';

const entry = (seq: number, more: Partial<EntryBrief> = {}): EntryBrief => ({
  seq,
  kind: 'urged',
  action: null,
  at: '2027-01-01T00:00:00.000Z',
  recordedAt: '2027-01-01T00:00:00.000Z',
  actor: null,
  runId: RUN.runId,
  ...more,
});
const entries = (...seqs: number[]): EntryBrief[] => seqs.map((seq) => entry(seq));

/** The events that a recorded run says something with. */
async function eventsOf(name: string): Promise<HistoryEvent[]> {
  const recorded = (await recordedHistories()).find((history) => history.name === name);
  const reader = new EventReader();
  return (recorded?.history.events ?? [])
    .map((event) => reader.read(event))
    .filter((event) => event !== null);
}

async function* stream(events: readonly HistoryEvent[]): AsyncGenerator<HistoryEvent> {
  yield* events;
}

async function pair(
  events: readonly HistoryEvent[],
  held: readonly EntryBrief[],
  count: number,
  settledBefore = LATER,
  heldLater = held,
): Promise<HistoryLine[]> {
  const lines: HistoryLine[] = [];
  const ledger = new SubjectLedger(held, count);
  const reread = async (): Promise<SubjectLedger> => new SubjectLedger(heldLater, count);
  for await (const line of pairWithEvents(stream(events), RUN, ledger, reread, settledBefore))
    lines.push(line);
  return lines;
}

const settled = (seq: number, eventId = seq): HistoryEvent => ({
  eventId,
  at: LATER,
  what: { kind: 'settled', seq, about: null, attempts: 1 },
});
const completed: HistoryEvent = { eventId: 99, at: LATER, what: { kind: 'completed' } };
const inShort = (lines: readonly HistoryLine[]): string[] =>
  lines.map(({ what, entries: own, missing, isUnexplained }) =>
    [
      what.kind,
      own.map(({ seq }) => seq),
      ...(missing.length > 0 ? ['-', missing] : []),
      ...(isUnexplained ? ['?'] : []),
    ]
      .flat(2)
      .join(' '),
  );

describe('the events of a run', () => {
  it('are told in words of both languages, whatever the workflow, and none is unknown', async () => {
    for (const { name, history } of await recordedHistories()) {
      const reader = new EventReader();
      const events = (history.events ?? [])
        .map((event) => reader.read(event))
        .filter((event) => event !== null);
      const lines = await pair(events, [], 0);
      const ends = lines.filter(({ eventId }) => eventId !== null).map(({ what }) => what.kind);
      expect([name, ends[0]]).toEqual([name, 'started']);
      expect([name, ends.includes('other')]).toEqual([name, false]);
      for (const line of lines) {
        const { zh, en } = wordsOfLine(line);
        expect(en).toMatch(/^\w[^|]*[^|\s]$/);
        expect(zh).toMatch(/[\u4e00-\u9fff]/);
        expect(`${en}${zh}`).not.toMatch(/undefined|null/);
      }
    }
  });

  it('tell how often something was tried', async () => {
    const lines = await pair(await eventsOf('duty-database-away-for-a-while.v1'), [], 0);
    const words = lines.map((line) => wordsOfLine(line).en);
    expect(words).toContain('Activity settle failed, after 5 attempts');
    expect(words).toContain('Settled (sign): 1 entries, up to 3, after 5 attempts');
  });

  it('produced each entry of the ledger once', async () => {
    const events = await eventsOf('duty-on-behalf-confirmed.v1');
    const lines = await pair(events, entries(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 10);
    const produced = lines.filter(({ what }) => what.kind === 'settled').flatMap((line) => line.entries);
    expect(produced.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(lines.some(({ missing, isUnexplained }) => missing.length > 0 || isUnexplained)).toBe(false);
  });
});

describe('a gap', () => {
  it('is what an event produced and the ledger lacks', async () => {
    expect(inShort(await pair([settled(2), settled(5), completed], entries(1, 2, 3, 5), 5))).toEqual([
      'settled 1 2',
      'settled 3 5 - 4',
      'completed',
    ]);
  });

  it('is what the subject should have, and neither an event nor the ledger has', async () => {
    expect(inShort(await pair([settled(2), completed], entries(1, 2), 3))).toEqual([
      'settled 1 2',
      'completed',
      'entries-missing - 3',
    ]);
  });

  it('is an entry that no event produced, unless its event may yet come', async () => {
    const held = [...entries(1, 2), entry(3, { recordedAt: '2027-01-01T00:01:00.000Z' })];
    const before = '2027-01-01T00:00:30.000Z';
    expect(inShort(await pair([settled(2)], held, 3, before))).toEqual(['settled 1 2', 'recorded 3']);
    expect(inShort(await pair([settled(2)], held, 3))).toEqual(['settled 1 2', 'recorded 3 ?']);
    expect(inShort(await pair([settled(2), completed], held, 3, before))).toEqual([
      'settled 1 2',
      'completed',
      'recorded 3 ?',
    ]);
  });

  it('is none where the entry came after the ledger was read', async () => {
    const events = [settled(2), settled(3)];
    expect(inShort(await pair(events, entries(1, 2), 3, LATER, entries(1, 2, 3)))).toEqual([
      'settled 1 2',
      'settled 3',
    ]);
  });

  it('is none where a run begins after another', async () => {
    const held = [entry(1, { runId: 'before' }), entry(2, { runId: 'before' }), entry(3)];
    expect(inShort(await pair([settled(2, 1), settled(3, 2)], held, 3))).toEqual(['settled', 'settled 3']);
  });
});
