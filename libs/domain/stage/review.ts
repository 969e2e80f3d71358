import { addOffset } from '../calendar/arithmetic.js';
import type { StageDefinition } from '../duty/definition.js';
import { offsetOf } from '../duty/offset.js';
import type { Instant } from '../time.js';
import type { StageFacts } from './context.js';
import type { PassedOver, Told } from './entries.js';
import { planLadder } from './ladder.js';
import { barring, debtorsOf, reachUp, type Barred } from './reach.js';
import type { Clock, Party, Submission } from './state.js';

export interface ReviewStart {
  /** Null: nobody is left who may review. */
  readonly clock: Clock | null;
  readonly told: readonly Told[];
  readonly passed: readonly PassedOver[];
}

/** By whom, and in whose name, something was handed in. */
type HandedIn = Pick<Submission, 'by' | 'principals' | 'apart'>;

/** Nobody reviews what they answer for, what they handed in or had handed in, or what is kept apart from what they did earlier. */
export const barredFromReview = (facts: StageFacts, party: Party, handedIn: HandedIn, at: Instant): Barred =>
  barring(
    ['is-the-debtor', debtorsOf(facts.organisation, party, at)],
    ['is-involved', [handedIn.by, ...handedIn.principals, ...(handedIn.apart ?? [])]],
  );

/**
 * Starts the clock of the next post that may review, from `startIndex` in the party's list on, passing over vacant ones and those who
 * may not.
 */
export function startReview(
  definition: StageDefinition,
  party: Party,
  handedIn: HandedIn,
  facts: StageFacts,
  at: Instant,
  turn: number,
  startIndex: number,
): ReviewStart {
  const review = definition.review;
  if (review === null) return { clock: null, told: [], passed: [] };
  const { organisation, calendar } = facts;
  const barred = barredFromReview(facts, party, handedIn, at);
  const { found, passed } = reachUp(organisation, party.reviewers, startIndex, at, barred);
  if (found === null) return { clock: null, told: [], passed };
  const offset = offsetOf(review.within);
  const due = addOffset(calendar, at, offset);
  return {
    clock: {
      of: 'review',
      turn,
      post: found.level,
      startedAt: at,
      due,
      basis: { kind: 'offset', of: turn === 1 ? 'submission' : 'review-passed-on', from: at, offset },
      ...planLadder(calendar, review.ladder, due, at),
      told: [],
      above: organisation.chainAbove(found.level, at),
    },
    told: [{ officer: found.officer, post: found.post, as: 'reviewer' }],
    passed,
  };
}
