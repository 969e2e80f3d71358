import type { OfficerId } from '../organisation/organisation.js';
import { later, plusMs, type Instant } from '../time.js';

/** Something that happened in a subject, as `decide` proposes it and as the ledger keeps it. */
export interface Entry<K extends string = string, B = unknown> {
  readonly kind: K;
  /** When it happened, by the workflow's clock. */
  readonly at: Instant;
  /** Who did it; null for the clock and the procedure. */
  readonly actor: OfficerId | null;
  /** The party in whose name a clerk acted (代办); null otherwise. */
  readonly onBehalfOf: string | null;
  /** Set on a rung's entry: `stage/party/round/rung`, unique in the subject. */
  readonly rungKey?: string;
  readonly body: B;
}

/** An input of a subject: a command of a person or a step of its procedure. */
export interface Input {
  /** Unique in the subject: an id that the ledger holds gets the answer that it got. */
  readonly id: string;
  /** When it reached the workflow. */
  readonly at: Instant;
}

/** Why a command was refused: the rule's code and what to do, in one sentence. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
}

export type Decision<E> = { readonly entries: readonly E[] } | { readonly refusal: Refusal };

/** Refuses with the rule's code. */
export const refuse = (code: string, detail: string): { refusal: Refusal } => ({ refusal: { code, detail } });

/**
 * One kind of subject: pure functions that decide what follows from an input or from the time, and rebuild
 * the state from entries. The same machine runs in `settle`, in a rehearsal and in a rebuild.
 */
export interface Machine<S, I extends Input, E extends Entry, F> {
  /** What an input leads to: entries, or a refusal that leaves no trace. */
  decide(state: S, input: I, facts: F): Decision<E>;
  /**
   * What the passing of time up to and including `until` (`at` where it is left out) leads to, recorded at `at`; one call may
   * leave more to come at the same instant.
   */
  tick(state: S, at: Instant, facts: F, until?: Instant): readonly E[];
  evolve(state: S, entry: E): S;
  /** The next instant at which `tick` has something to say; null when there is none. */
  wake(state: S): Instant | null;
}

export type Answer =
  | { readonly inputId: string; readonly accepted: true; readonly entries: number }
  | { readonly inputId: string; readonly accepted: false; readonly refusal: Refusal };

/** An entry with the input that caused it; the first entry of an input carries its id into the ledger. */
export interface CausedEntry<E> {
  readonly entry: E;
  readonly inputId: string | null;
}

export interface Settlement<S, E> {
  readonly state: S;
  readonly entries: readonly CausedEntry<E>[];
  readonly answers: readonly Answer[];
}

/** More ticks than this that do not move the next instant mean that a machine does not move on. */
const MAX_IDLE_TICKS = 1_000;

/**
 * Takes the inputs in order: before each, whatever came due before its arrival has its turn, so a command that came after a deadline is
 * late however they were queued, and one that came at its very instant is in time. Ends with what is due `now`.
 *
 * @param since when the last entry of the subject happened: nothing that follows is recorded as earlier
 * @throws Error when a machine keeps finding something due without moving on.
 */
export function settle<S, I extends Input, E extends Entry, F>(
  machine: Machine<S, I, E, F>,
  before: S,
  inputs: readonly I[],
  now: Instant,
  facts: F,
  since: Instant | null = null,
): Settlement<S, E> {
  let state = before;
  const entries: CausedEntry<E>[] = [];
  const answers: Answer[] = [];
  const take = (decided: readonly E[], inputId: string | null): void => {
    decided.forEach((entry, index) => {
      state = machine.evolve(state, entry);
      entries.push({ entry, inputId: index === 0 ? inputId : null });
    });
  };
  const advance = (at: Instant, until: Instant): void => {
    let idleTicks = 0;
    for (;;) {
      const wake = machine.wake(state);
      const come = machine.tick(state, at, facts, until);
      if (come.length === 0) return;
      take(come, null);
      idleTicks = machine.wake(state) === wake ? idleTicks + 1 : 0;
      if (idleTicks > MAX_IDLE_TICKS) {
        throw new Error('a subject does not come to rest: its machine keeps finding something due');
      }
    }
  };
  let clock = inputs[0]?.at ?? now;
  if (since !== null) clock = later(clock, since);
  for (const input of inputs) {
    clock = later(clock, input.at);
    advance(clock, plusMs(clock, -1));
    const decision = machine.decide(state, { ...input, at: clock }, facts);
    if ('refusal' in decision) {
      answers.push({ inputId: input.id, accepted: false, refusal: decision.refusal });
    } else {
      take(decision.entries, input.id);
      answers.push({ inputId: input.id, accepted: true, entries: decision.entries.length });
    }
  }
  clock = later(clock, now);
  advance(clock, clock);
  return { state, entries, answers };
}
