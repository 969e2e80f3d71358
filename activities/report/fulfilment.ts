import { obligationMachine } from '../../libs/domain/obligation/machine.js';
import {
  newObligation,
  type ObligationBrief,
  type ObligationEntry,
  type ObligationState,
} from '../../libs/domain/obligation/obligation.js';
import type { Title } from '../../libs/domain/organisation/organisation.js';
import { hasEnded, type PartyState } from '../../libs/domain/stage/state.js';
import type { Instant } from '../../libs/domain/time.js';

/** What can become of what one party owes in one stage. */
export const FIGURES = [
  'opened',
  'fulfilledOnTime',
  'fulfilledLate',
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

export interface DutyFulfilment extends Readonly<Record<FigureName, Figure>> {
  readonly dutyId: string;
  readonly title: Title;
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
  for (const { subject, brief, entries } of obligations) {
    let duty = duties.get(brief.dutyId);
    if (duty === undefined) {
      duty = { title: brief.duty.title, counts: emptyCounts() };
      duties.set(brief.dutyId, duty);
    }
    const { counts } = duty;
    for (const { figure, at, ...source } of eventsOf(subject, brief, entries)) {
      if (figure === 'open' || at >= start) counts[figure].push(source);
    }
  }
  return [...duties]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dutyId, { title, counts }]) => ({ dutyId, title, ...figuresOf(counts) }));
}

interface CountedEvent extends Source {
  readonly figure: FigureName;
  readonly at: Instant;
}

/** What each entry brought to a beginning or to an end; then what is still open, by the entry that opened it. */
function eventsOf(
  subject: string,
  brief: ObligationBrief,
  entries: RecordedObligation['entries'],
): CountedEvent[] {
  const events: CountedEvent[] = [];
  const openedBy = new Map<string, { seq: number; at: Instant }>();
  let state = newObligation(brief);
  for (const entry of entries) {
    const { seq, at } = entry;
    const next = obligationMachine.evolve(state, entry);
    if (entry.kind === 'stage-opened') {
      const parties = entry.body.groups.reduce((sum, group) => sum + group.parties.length, 0);
      if (parties > 0) events.push({ figure: 'opened', subject, seq, at, parties });
      openedBy.set(entry.body.stage, { seq, at });
    }
    const ended = newlyEnded(state, next);
    for (const figure of FIGURES) {
      const parties = ended.filter((party) => endOf(party) === figure).length;
      if (parties > 0) events.push({ figure, subject, seq, at, parties });
    }
    state = next;
  }
  for (const { definition, parties } of state.stages) {
    const open = [...parties.values()].filter((party) => !hasEnded(party)).length;
    const opening = openedBy.get(definition.name);
    if (open > 0 && opening) events.push({ figure: 'open', subject, parties: open, ...opening });
  }
  return events;
}

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

function endOf({ status, submission }: PartyState): FigureName | null {
  switch (status) {
    case 'fulfilled':
    case 'accepted-unreviewed':
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
