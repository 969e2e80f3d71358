import type { Clock, Confirmation, PlannedRung } from '../stage/state.js';
import type { Instant } from '../time.js';
import type { ObligationEntry, ObligationState } from './obligation.js';

/** Something that happened, as it stands in the ledger. */
export interface PastItem<E extends ObligationEntry> {
  readonly when: 'past';
  readonly at: Instant;
  readonly entry: E;
}

/** A rung that comes if nobody does anything before. */
export interface FutureItem {
  readonly when: 'future';
  readonly at: Instant;
  readonly stage: string;
  readonly party: string;
  readonly round: number;
  readonly rung: string;
  readonly action: PlannedRung['action'];
  /** Whose clock it belongs to. */
  readonly clockOf: (Clock | Confirmation)['of'];
  /** The post that has the move: the reviewer's or the suspender's; null for the owner. */
  readonly post: string | null;
}

export type TimelineItem<E extends ObligationEntry = ObligationEntry> = PastItem<E> | FutureItem;

/**
 * What has happened, in the order of the ledger, and then every rung still to come, earliest first. Whether an entry carries more than
 * the domain knows, such as its number, does not matter.
 */
export function timelineOf<E extends ObligationEntry>(
  entries: readonly E[],
  state: ObligationState,
): TimelineItem<E>[] {
  const past = entries.map((entry): PastItem<E> => ({ when: 'past', at: entry.at, entry }));
  return [...past, ...futureOf(state)];
}

function futureOf(state: ObligationState): FutureItem[] {
  if (state.closedAt !== null) return [];
  const items = state.stages.flatMap(({ definition, parties }) =>
    [...parties.values()].flatMap(({ party, round, clock, confirmation }) =>
      [clock, confirmation]
        .filter((running) => running !== null)
        .flatMap(({ rungs, of: clockOf, post }) =>
          rungs.map((rung): FutureItem => ({
            when: 'future',
            at: rung.at,
            stage: definition.name,
            party: party.id,
            round,
            rung: rung.name,
            action: rung.action,
            clockOf,
            post,
          })),
        ),
    ),
  );
  return items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
