import { dateOf, dayOf } from '../calendar/arithmetic.js';
import { plusDays } from '../calendar/plain-date.js';
import type { Period } from '../obligation/obligation.js';
import { refuse, type Decision } from '../subject/machine.js';
import type { Instant } from '../time.js';
import type {
  CycleAdoption,
  CycleBrief,
  CycleEntry,
  CycleFacts,
  CycleState,
  CycleTerms,
  PendingChange,
} from './cycle.js';
import { periodAfter } from './periods.js';

/** Takes in an approved change; what has begun when it comes goes on by the old terms. */
export function adopt(
  { pending }: CycleState,
  { at, actor, change }: CycleAdoption,
  { calendar }: CycleFacts,
): Decision<CycleEntry> {
  if (pending.some((known) => known.change === change.change))
    return refuse('already-adopted', 'This cycle has taken in that change already.');
  const today = dateOf(calendar, at);
  const from = change.from > today ? change.from : today;
  const body = { ...change, from, effectiveAt: dayOf(calendar, from).start };
  return { entries: [{ at, actor, onBehalfOf: null, kind: 'change-adopted', body }] };
}

/** By their dates; of two of one day the later one has the last word. */
export const withPending = (pending: readonly PendingChange[], change: PendingChange): PendingChange[] =>
  [...pending, change].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

/** The change whose turn is next: every period that begins before its date has had its own. */
export function nextChange({ pending, next }: CycleState): PendingChange | null {
  const [change] = pending;
  return change !== undefined && (next === null || next.from >= change.from) ? change : null;
}

/** The entry by which a change comes into force, with the period that is next by it. */
export const applied = (
  state: CycleState,
  change: PendingChange,
  { calendar }: CycleFacts,
  at: Instant,
): CycleEntry => ({
  at,
  actor: null,
  onBehalfOf: null,
  kind: 'change-applied',
  body: { change: change.change, next: nextBy(state, change, calendar) },
});

function nextBy(
  state: CycleState,
  { terms, from }: PendingChange,
  calendar: CycleFacts['calendar'],
): Period | null {
  if (!movesSeries(terms)) return state.next;
  const brief = { ...state.brief, ...terms };
  let next = periodAfter(calendar, brief, plusDays(from, -1));
  while (next !== null && state.opened.includes(next.from)) next = periodAfter(calendar, brief, next.from);
  return next;
}

/** The cycle once a change is in force. */
export function withApplied(
  state: CycleState,
  { change, next }: { readonly change: string; readonly next: Period | null },
): CycleState {
  const terms = state.pending.find((known) => known.change === change)?.terms ?? {};
  return {
    ...state,
    brief: { ...state.brief, ...terms },
    terms: { ...state.terms, ...terms },
    pending: state.pending.filter((known) => known.change !== change),
    next,
  };
}

/** Whether the periods themselves are others, and not only what is owed in them. */
export const movesSeries = (terms: CycleTerms): boolean =>
  terms.rule !== undefined || terms.startDate !== undefined;

/** A cycle's terms one after the other: each with the date from which periods go by it. */
export const termsInTurn = ({
  brief,
  pending,
}: Pick<CycleState, 'brief' | 'pending'>): readonly {
  readonly from: string;
  readonly brief: CycleBrief;
}[] =>
  pending.reduce(
    (turns, { from, terms }) => [...turns, { from, brief: { ...(turns.at(-1)?.brief ?? brief), ...terms } }],
    [{ from: '0000-01-01', brief }],
  );
