import { mayLetPass } from './authority.js';
import { newObligationBriefs } from './openings.js';
import { refuse, type Decision, type Machine } from '../subject/machine.js';
import { earlier, type Instant, type PlainDate } from '../time.js';
import { adopt, applied, nextChange, withApplied, withPending } from './adoption.js';
import type { CycleCommand, CycleEntry, CycleFacts, CycleInput, CycleState, PassedBecause } from './cycle.js';
import { nameOf } from './key-dates.js';
import { lastOpeningOf, openingOf } from './periods.js';
import { beginningOn, containing, everContaining, firstOf, nextAfter, replanned } from './series.js';
import type { Period } from '../obligation/obligation.js';

/** Decides and rebuilds cycles: one period after another, each opened once, none forgotten. */
export const cycleMachine: Machine<CycleState, CycleInput, CycleEntry, CycleFacts> = {
  decide(state, input, facts) {
    if (input.kind === 'calendar-changed' || input.kind === 'key-dates-changed')
      return replan(state, facts, input.at);
    if (input.kind === 'adopt-change') return adopt(state, input, facts);
    const common = { at: input.at, actor: input.actor, onBehalfOf: null };
    const { citing } = input;
    switch (input.kind) {
      case 'pause':
        if (state.isPaused) return refuse('already-paused', 'This cycle is paused already.');
        return (
          mayLetPass(state.brief, input, facts) ?? {
            entries: [{ ...common, kind: 'cycle-paused', body: { citing } }],
          }
        );
      case 'resume-cycle':
        if (!state.isPaused) return refuse('not-paused', 'This cycle is not paused.');
        // Whatever began during the pause has been passed over, so the next in line is one to come.
        return { entries: [{ ...common, kind: 'cycle-resumed', body: { citing, next: state.next } }] };
      case 'skip': {
        const ahead = asOf(state, input.period, facts, input.at);
        const period = beginningOn(ahead, facts, input.at, input.period);
        if (period === null)
          return refuse('no-such-period', `No period to come begins on ${input.period}: see the preview.`);
        if (state.skips.includes(nameOf(period)))
          return refuse('already-skipped', 'This period is skipped already.');
        return (
          mayLetPass(state.brief, input, facts) ?? {
            entries: [{ ...common, kind: 'period-skipped', body: { period: nameOf(period), citing } }],
          }
        );
      }
      case 'open-now':
        return openByHand(state, input, facts);
    }
  },

  tick(state, at, facts, until = at) {
    const common = { at, actor: null, onBehalfOf: null };
    const { brief } = state;
    if (state.startedAt === null) {
      const next = firstOf(state, facts, at);
      return [{ ...common, actor: brief.openedBy, kind: 'cycle-started', body: { brief, next } }];
    }
    const change = nextChange(state);
    if (change !== null && change.effectiveAt <= until) return [applied(state, change, facts, at)];
    const period = state.next;
    if (period === null || openingOf(brief, period) > until) return [];
    const next = nextAfter(state, facts, at, period);
    const because = passedBecause(state, period, facts, at);
    if (because !== null) return [{ ...common, kind: 'period-passed-over', body: { period, because, next } }];
    const openings = newObligationBriefs(brief, period, facts, at);
    return [{ ...common, kind: 'period-opened', body: { period, openings, next, citing: null } }];
  },

  evolve(state, entry) {
    switch (entry.kind) {
      case 'cycle-started':
        return { ...state, brief: entry.body.brief, startedAt: entry.at, next: entry.body.next };
      case 'period-opened':
        return {
          ...state,
          next: entry.body.next,
          opened: [...state.opened, nameOf(entry.body.period)],
          skips: without(state.skips, entry.body.period),
        };
      case 'period-passed-over':
        return {
          ...state,
          next: entry.body.next,
          skips: without(state.skips, entry.body.period),
          ...(entry.body.period.keyDate === undefined
            ? {}
            : { passed: [...(state.passed ?? []), entry.body.period.keyDate] }),
        };
      case 'cycle-paused':
        return { ...state, isPaused: true };
      case 'cycle-resumed':
        return { ...state, isPaused: false, next: entry.body.next };
      case 'period-skipped':
        return { ...state, skips: [...state.skips, entry.body.period] };
      case 'change-adopted':
        return { ...state, pending: withPending(state.pending, entry.body) };
      case 'change-applied':
        return withApplied(state, entry.body);
      case 'cycle-replanned':
        return { ...state, next: entry.body.next };
    }
  },

  wake(state): Instant | null {
    const { brief, startedAt, next } = state;
    if (startedAt === null) return null;
    const opens = next && openingOf(brief, next);
    const changes = nextChange(state)?.effectiveAt ?? null;
    return opens !== null && changes !== null ? earlier(opens, changes) : (opens ?? changes);
  },
};

const without = (dates: readonly PlainDate[], period: Period): PlainDate[] =>
  dates.filter((date) => date !== nameOf(period));

/** Why a period whose opening has come does not open; a period that passed while nothing ran condemns nobody. */
function passedBecause(
  state: CycleState,
  period: Period,
  { calendar }: CycleFacts,
  at: Instant,
): PassedBecause | null {
  if (state.skips.includes(nameOf(period))) return 'skipped';
  if (state.isPaused) return 'paused';
  return lastOpeningOf(calendar, state.brief, period) <= at ? 'elapsed' : null;
}

/** Computes the next period again on the calendar and the key dates as they are now. */
function replan(state: CycleState, facts: CycleFacts, at: Instant): Decision<CycleEntry> {
  const next = replanned(state, facts, at);
  const isSame = (a: Period | null, b: Period | null): boolean =>
    a === null || b === null ? a === b : nameOf(a) === nameOf(b) && a.start === b.start && a.end === b.end;
  if (isSame(next, state.next)) return { entries: [] };
  const body = { next, calendar: facts.calendar.id, calendarVersion: facts.calendar.version };
  return { entries: [{ at, actor: null, onBehalfOf: null, kind: 'cycle-replanned', body }] };
}

type OpenNow = CycleCommand & { readonly kind: 'open-now' };

/** The changes that a period to come goes by, where its turn has not come yet. */
function changesFor(state: CycleState, date: string, facts: CycleFacts, at: Instant): CycleEntry[] {
  const change = nextChange(state);
  if (change === null || change.from > date) return [];
  const entry = applied(state, change, facts, at);
  return [entry, ...changesFor(cycleMachine.evolve(state, entry), date, facts, at)];
}

/** The cycle as it will be by a date. */
const asOf = (state: CycleState, date: string, facts: CycleFacts, at: Instant): CycleState =>
  changesFor(state, date, facts, at).reduce((before, entry) => cycleMachine.evolve(before, entry), state);

/** A period opens by hand by the terms that are its own. */
function openByHand(state: CycleState, input: OpenNow, facts: CycleFacts): Decision<CycleEntry> {
  const changes = changesFor(state, input.period, facts, input.at);
  const decision = openNow(asOf(state, input.period, facts, input.at), input, facts);
  return 'refusal' in decision ? decision : { entries: [...changes, ...decision.entries] };
}

function openNow(state: CycleState, input: OpenNow, facts: CycleFacts): Decision<CycleEntry> {
  const find = input.backfill ? everContaining : containing;
  const period = find(state, facts, input.at, input.period);
  if (period === null) {
    return refuse('no-such-period', `No period of this cycle contains ${input.period}: see the preview.`);
  }
  if (state.opened.includes(nameOf(period)))
    return refuse('already-opened', 'This period has been opened already.');
  const isOver = isOverFor(state, period, facts, input.at);
  if (input.backfill) {
    if (!isOver)
      return refuse('period-not-over', 'Only a period that is over is back-filled: open this one as it is.');
    return opened(state, input, facts, period, state.next);
  }
  if (state.brief.opens === 'period-end' && period.end > input.at)
    return refuse('period-not-over', 'What is owed is about the whole period: it opens when that is over.');
  if (isOver)
    return refuse(
      'period-over',
      'This period is over: what was done in it may be back-filled, it cannot be owed any more.',
    );
  if (state.next !== null && period.from > state.next.from) {
    return refuse('not-next', 'Periods open in order: only the current or the next one can open now.');
  }
  const isNext = state.next !== null && nameOf(state.next) === nameOf(period);
  return opened(state, input, facts, period, isNext ? nextAfter(state, facts, input.at, period) : state.next);
}

/** Whether it cannot be owed any more; what ended before the adoption never was. */
const isOverFor = ({ brief }: CycleState, period: Period, { calendar }: CycleFacts, at: Instant): boolean =>
  (period.to < brief.adoptionDate ? period.end : lastOpeningOf(calendar, brief, period)) <= at;

function opened(
  { brief }: CycleState,
  { at, actor, citing, backfill }: OpenNow,
  facts: CycleFacts,
  period: Period,
  next: Period | null,
): Decision<CycleEntry> {
  const openings = newObligationBriefs(brief, period, facts, at, backfill);
  const body = { period, openings, next, citing };
  return { entries: [{ kind: 'period-opened', at, actor, onBehalfOf: null, body }] };
}
