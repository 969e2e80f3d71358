import { refuse, type Machine } from '../subject/machine.js';
import type { DispatchCounts, DispatchEntry, DispatchInput, DispatchState, SentPage } from './dispatch.js';

/** Decides and rebuilds dispatches: page by page until all is sent, each page with what became of it. */
export const dispatchMachine: Machine<DispatchState, DispatchInput, DispatchEntry, unknown> = {
  decide(state, { at, page }) {
    if (!state.isDue) return refuse('not-due', 'Nothing may be sent yet.');
    if (state.completedAt !== null) return refuse('completed', 'All of this has been sent.');
    const common = { at, actor: null, onBehalfOf: null };
    const sent = { ...common, kind: 'page-sent', body: page } as const;
    if (!page.isLast) return { entries: [sent] };
    const counts = counted(state.counts, page);
    return { entries: [sent, { ...common, kind: 'dispatch-completed', body: counts }] };
  },

  tick({ brief, begunAt, isDue }, at, _facts, until = at) {
    const common = { at, actor: null, onBehalfOf: null };
    if (begunAt === null) return [{ ...common, kind: 'dispatch-begun', body: { brief } }];
    const isReached = brief.notBefore === null || brief.notBefore <= until;
    return !isDue && isReached ? [{ ...common, kind: 'dispatch-due', body: {} }] : [];
  },

  evolve(state, entry) {
    switch (entry.kind) {
      case 'dispatch-begun': {
        const { brief } = entry.body;
        return { ...state, brief, begunAt: entry.at, isDue: brief.notBefore === null };
      }
      case 'dispatch-due':
        return { ...state, isDue: true };
      case 'page-sent': {
        const { accepted, undelivered, last } = entry.body;
        const count = state.sent.count + accepted + undelivered.length;
        return { ...state, sent: { count, last }, counts: counted(state.counts, entry.body) };
      }
      case 'dispatch-completed':
        return { ...state, completedAt: entry.at };
    }
  },

  wake: ({ brief, begunAt, isDue }) => (begunAt !== null && !isDue ? brief.notBefore : null),
};

function counted(before: DispatchCounts, { accepted, undelivered }: SentPage): DispatchCounts {
  const refused = undelivered.filter(({ outcome }) => outcome === 'refused').length;
  return {
    accepted: before.accepted + accepted,
    refused: before.refused + refused,
    notRunning: before.notRunning + undelivered.length - refused,
  };
}
