import { obligationMachine } from '../../libs/domain/obligation/machine.js';
import {
  newObligation,
  type ObligationBrief,
  type ObligationEntry,
  type ObligationState,
} from '../../libs/domain/obligation/obligation.js';
import type { Title, UnitId } from '../../libs/domain/organisation/organisation.js';
import { hasEnded, type PartyState } from '../../libs/domain/stage/state.js';
import type { Instant } from '../../libs/domain/time.js';

/** What can become of what one party owes in one stage. */
export const FIGURES = [
  'opened',
  'fulfilledOnTime',
  'fulfilledLate',
  /** Of periods that were over when they opened (补录). */
  'backfilled',
  'lapsed',
  'waived',
  'windowClosed',
  'open',
] as const;
export type FigureName = (typeof FIGURES)[number];

/** How many, and the entries that say so. */
export interface Figure {
  readonly count: number;
  readonly sources: readonly Source[];
}

/** An entry of the ledger that a figure comes from, and for how many parties it counts. */
export interface Source {
  readonly subject: string;
  readonly seq: number;
  readonly parties: number;
}

export type Figures = Readonly<Record<FigureName, Figure>>;

export interface DutyFulfilment extends Figures {
  readonly dutyId: string;
  readonly title: Title;
}

export interface UnitFulfilment extends Figures {
  readonly unitId: UnitId;
}

/** An obligation as the ledger holds it up to the end of the period. */
export interface RecordedObligation {
  readonly subject: string;
  readonly brief: ObligationBrief;
  readonly entries: readonly (ObligationEntry & { readonly seq: number })[];
}

/**
 * Counts, duty by duty, what became of what was owed between two instants. It counts parties and names none of them: nobody can be
 * ranked by it.
 */
export function fulfilmentByDuty(
  obligations: readonly RecordedObligation[],
  start: Instant,
): DutyFulfilment[] {
  const duties = new Map<string, { title: Title; counts: Record<FigureName, Source[]> }>();
  for (const obligation of obligations) {
    const { brief } = obligation;
    const duty = duties.get(brief.dutyId) ?? { title: brief.duty.title, counts: emptyCounts() };
    duties.set(brief.dutyId, duty);
    for (const { figure, subject, seq, parties } of eventsOf(obligation, start))
      duty.counts[figure].push({ subject, seq, parties: parties.length });
  }
  return [...duties]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dutyId, { title, counts }]) => ({ dutyId, title, ...figuresOf(counts) }));
}

/**
 * The same, unit by unit: each party counts for the unit that it belongs to.
 *
 * @param unitOf the unit of a post or body; undefined where it is known no more, and the obligation's own unit counts
 */
export function fulfilmentByUnit(
  obligations: readonly RecordedObligation[],
  start: Instant,
  unitOf: (party: string) => UnitId | undefined,
): UnitFulfilment[] {
  const units = new Map<UnitId, Record<FigureName, Source[]>>();
  for (const obligation of obligations) {
    for (const { figure, subject, seq, parties } of eventsOf(obligation, start)) {
      const counted = new Map<UnitId, number>();
      for (const party of parties) {
        const unitId = unitOf(party) ?? obligation.brief.unitId;
        counted.set(unitId, (counted.get(unitId) ?? 0) + 1);
      }
      for (const [unitId, count] of counted) {
        const counts = units.get(unitId) ?? emptyCounts();
        units.set(unitId, counts);
        counts[figure].push({ subject, seq, parties: count });
      }
    }
  }
  return [...units]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unitId, counts]) => ({ unitId, ...figuresOf(counts) }));
}

interface CountedEvent {
  readonly figure: FigureName;
  readonly subject: string;
  readonly seq: number;
  readonly at: Instant;
  /** Ids of the posts and bodies concerned. */
  readonly parties: readonly string[];
}

/** What entries since `start` brought to a beginning or to an end; then what is still open, by the entry that opened it. */
function eventsOf({ subject, brief, entries }: RecordedObligation, start: Instant): CountedEvent[] {
  const events: CountedEvent[] = [];
  const openedBy = new Map<string, { seq: number; at: Instant }>();
  let state = newObligation(brief);
  for (const entry of entries) {
    const { seq, at } = entry;
    const next = obligationMachine.evolve(state, entry);
    if (entry.kind === 'stage-opened') {
      const parties = entry.body.groups.flatMap((group) => group.parties.map(({ id }) => id));
      if (parties.length > 0) events.push({ figure: 'opened', subject, seq, at, parties });
      openedBy.set(entry.body.stage, { seq, at });
    }
    const ended = newlyEnded(state, next);
    for (const figure of FIGURES) {
      const parties = idsOf(ended.filter((party) => endOf(party, brief) === figure));
      if (parties.length > 0) events.push({ figure, subject, seq, at, parties });
    }
    state = next;
  }
  for (const { definition, parties } of state.stages) {
    const open = idsOf([...parties.values()].filter((party) => !hasEnded(party)));
    const opening = openedBy.get(definition.name);
    if (open.length > 0 && opening) events.push({ figure: 'open', subject, parties: open, ...opening });
  }
  return events.filter(({ figure, at }) => figure === 'open' || at >= start);
}

const idsOf = (parties: readonly PartyState[]): string[] => parties.map(({ party }) => party.id);

function newlyEnded(before: ObligationState, after: ObligationState): PartyState[] {
  return after.stages.flatMap((stage, index) => {
    const earlier = before.stages[index];
    if (earlier === stage) return [];
    return [...stage.parties.values()].filter((party) => {
      const was = earlier?.parties.get(party.party.id);
      return hasEnded(party) && (was === undefined || !hasEnded(was));
    });
  });
}

function endOf({ status, submission }: PartyState, { backfilled }: ObligationBrief): FigureName | null {
  switch (status) {
    case 'fulfilled':
    case 'accepted-unreviewed':
      if (backfilled) return 'backfilled';
      return submission?.late ? 'fulfilledLate' : 'fulfilledOnTime';
    case 'lapsed':
      return 'lapsed';
    case 'waived':
      return 'waived';
    case 'window-closed':
      return 'windowClosed';
    default:
      return null;
  }
}

const emptyCounts = (): Record<FigureName, Source[]> => ({
  opened: [],
  fulfilledOnTime: [],
  fulfilledLate: [],
  backfilled: [],
  lapsed: [],
  waived: [],
  windowClosed: [],
  open: [],
});

function figuresOf(counts: Record<FigureName, Source[]>): Record<FigureName, Figure> {
  const figure = (name: FigureName): Figure => ({
    count: counts[name].reduce((sum, { parties }) => sum + parties, 0),
    sources: counts[name],
  });
  return Object.fromEntries(FIGURES.map((name) => [name, figure(name)])) as Record<FigureName, Figure>;
}
