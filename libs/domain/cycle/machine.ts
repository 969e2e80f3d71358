import { dateOf } from '../calendar/arithmetic.js';
import { newObligationBriefs } from './openings.js';
import { refuse, type Decision, type Machine } from '../subject/machine.js';
import type { Instant } from '../time.js';
import type { CycleEntry, CycleFacts, CycleInput, CycleState, PassedBecause } from './cycle.js';
import { firstPeriodFrom, firstPeriodOf, periodAfter } from './periods.js';
import type { Period } from '../obligation/obligation.js';

/** Decides and rebuilds cycles: one period after another, each opened once, none forgotten. */
export const cycleMachine: Machine<CycleState, CycleInput, CycleEntry, CycleFacts> = {
  decide(state, input, facts) {
    const common = { at: input.at, actor: input.actor, onBehalfOf: null };
    const { citing } = input;
    switch (input.kind) {
      case 'pause':
        if (state.isPaused) return refuse('already-paused', 'This cycle is paused already.');
        return { entries: [{ ...common, kind: 'cycle-paused', body: { citing } }] };
      case 'resume-cycle': {
        if (!state.isPaused) return refuse('not-paused', 'This cycle is not paused.');
        const today = dateOf(facts.calendar, input.at);
        return {
          entries: [
            {
              ...common,
              kind: 'cycle-resumed',
              body: { citing, next: periodAfter(facts.calendar, state.brief, today) },
            },
          ],
        };
      }
      case 'skip': {
        const period = nextLike(state, facts, input.period);
        if (period === null)
          return refuse('no-such-period', `No period to come begins on ${input.period}: see the preview.`);
        if (state.skips.includes(period.from))
          return refuse('already-skipped', 'This period is skipped already.');
        return { entries: [{ ...common, kind: 'period-skipped', body: { period: period.from, citing } }] };
      }
      case 'open-now':
        return openNow(state, input, facts);
    }
  },

  tick(state, at, facts) {
    const common = { at, actor: null, onBehalfOf: null };
    const { brief } = state;
    if (state.startedAt === null) {
      const next = firstPeriodOf(facts.calendar, brief);
      return [{ ...common, kind: 'cycle-started', body: { brief, next } }];
    }
    const period = state.next;
    if (period === null || period.start > at) return [];
    const next = periodAfter(facts.calendar, brief, period.from);
    const because = passedBecause(state, period, at);
    if (because !== null) return [{ ...common, kind: 'period-passed-over', body: { period, because, next } }];
    const openings = newObligationBriefs(brief, period, facts);
    return [{ ...common, kind: 'period-opened', body: { period, openings, next, citing: null } }];
  },

  evolve(state, entry) {
    switch (entry.kind) {
      case 'cycle-started':
        return { ...state, brief: entry.body.brief, startedAt: entry.at, next: entry.body.next };
      case 'period-opened':
        return { ...state, next: entry.body.next, opened: [...state.opened, entry.body.period.from] };
      case 'period-passed-over':
        return {
          ...state,
          next: entry.body.next,
          skips: state.skips.filter((date) => date !== entry.body.period.from),
        };
      case 'cycle-paused':
        return { ...state, isPaused: true };
      case 'cycle-resumed':
        return { ...state, isPaused: false, next: entry.body.next };
      case 'period-skipped':
        return { ...state, skips: [...state.skips, entry.body.period] };
    }
  },

  wake: (state): Instant | null => (state.startedAt === null ? null : (state.next?.start ?? null)),
};

/** Why a period whose beginning has come does not open; a period that ended while nothing ran condemns nobody. */
function passedBecause(state: CycleState, period: Period, at: Instant): PassedBecause | null {
  if (state.opened.includes(period.from) || state.skips.includes(period.from)) return 'skipped';
  if (state.isPaused) return 'paused';
  return period.end <= at ? 'elapsed' : null;
}

/** The period to come that begins on `date`. */
function nextLike(state: CycleState, facts: CycleFacts, date: string): Period | null {
  const { next } = state;
  if (next === null || date < next.from) return null;
  const period = firstPeriodFrom(facts.calendar, state.brief, date);
  return period !== null && period.from === date ? period : null;
}

function openNow(
  state: CycleState,
  input: CycleInput & { kind: 'open-now' },
  facts: CycleFacts,
): Decision<CycleEntry> {
  const period = firstPeriodFrom(facts.calendar, state.brief, input.period);
  if (period === null || period.from > input.period) {
    return refuse('no-such-period', `No period of this cycle contains ${input.period}: see the preview.`);
  }
  if (state.opened.includes(period.from))
    return refuse('already-opened', 'This period has been opened already.');
  if (period.end <= input.at)
    return refuse(
      'period-over',
      'This period is over: what was done in it may be back-filled, it cannot be owed any more.',
    );
  if (state.next !== null && period.from > state.next.from) {
    return refuse('not-next', 'Periods open in order: only the current or the next one can open now.');
  }
  const isNext = state.next?.from === period.from;
  const next = isNext ? periodAfter(facts.calendar, state.brief, period.from) : state.next;
  return {
    entries: [
      {
        kind: 'period-opened',
        at: input.at,
        actor: input.actor,
        onBehalfOf: null,
        body: {
          period,
          openings: newObligationBriefs(state.brief, period, facts),
          next,
          citing: input.citing,
        },
      },
    ],
  };
}
