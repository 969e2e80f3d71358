import { addOffset } from '../calendar/arithmetic.js';
import type { StageDefinition } from '../duty/definition.js';
import { offsetOf } from '../duty/offset.js';
import type { OfficerId } from '../organisation/organisation.js';
import type { Instant } from '../time.js';
import type { StageFacts } from './context.js';
import type { PassedOver, Told } from './entries.js';
import { planLadder } from './ladder.js';
import { debtorsOf, reachUp } from './reach.js';
import type { Clock, Party } from './state.js';

export interface ReviewStart {
  /** Null: nobody is left who may review. */
  readonly clock: Clock | null;
  readonly told: readonly Told[];
  readonly passed: readonly PassedOver[];
}

/**
 * Starts the clock of the next post that may review, passing over vacant ones and anybody who answers for the party or
 * handed its work in: nobody reviews what they submitted.
 */
export function startReview(
  definition: StageDefinition,
  party: Party,
  submitter: OfficerId,
  facts: StageFacts,
  at: Instant,
  turn: number,
  startIndex: number,
): ReviewStart {
  const review = definition.review;
  if (review === null) return { clock: null, told: [], passed: [] };
  const { organisation, calendar } = facts;
  const excluded = new Set([...debtorsOf(organisation, party, at), submitter]);
  const { found, passed } = reachUp(organisation, party.reviewers, startIndex, at, excluded, []);
  if (found === null) return { clock: null, told: [], passed };
  const offset = offsetOf(review.within);
  const due = addOffset(calendar, at, offset);
  return {
    clock: {
      of: 'review',
      turn,
      post: found.post,
      startedAt: at,
      due,
      basis: { kind: 'offset', of: 'submission', from: at, offset },
      rungs: planLadder(calendar, review.ladder, due, at).rungs,
      told: [],
    },
    told: [{ officer: found.officer, post: found.post, as: 'reviewer' }],
    passed,
  };
}
