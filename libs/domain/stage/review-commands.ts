import { addOffset } from '../calendar/arithmetic.js';
import { offsetOf, offsetSpecProblem } from '../duty/offset.js';
import { refuse, type Decision } from '../subject/machine.js';
import { later, type Instant } from '../time.js';
import type { StageCommandOf } from './commands.js';
import { decidedWith } from './context.js';
import type { StageEntry } from './entries.js';
import { planLadder } from './ladder.js';
import { withinLimit } from './limits.js';
import { tellOwner } from './reach.js';
import { barredFromReview } from './review.js';
import { unsightedOf } from './sighting.js';
import { ofParty, type Clock, type DueBasis, type Submission } from './state.js';
import { isRefused, mayMove, type Target } from './target.js';

/** Accepts what was handed in, or returns it with the time that was left and a new round. */
export function review(target: Target, command: StageCommandOf<'review'>): Decision<StageEntry> {
  const { stage, party, at, actor, facts } = target;
  const barred = mayMove(party, command.verdict);
  if (barred) return barred;
  const submission = party.submission as Submission;
  if (barredFromReview(facts, party.party, submission, at).has(actor.officer)) {
    return refuse('same-person', 'Nobody reviews what they submitted or what they answer for themselves.');
  }
  if (!facts.organisation.actsIn(actor.officer, party.clock?.post ?? '', at)) {
    return refuse(
      'not-the-reviewer',
      'The review is with another post at the moment: see the state of the obligation.',
    );
  }
  const told = tellOwner(facts.organisation, party.party, at);
  const common = { at, actor: actor.officer, onBehalfOf: null };
  if (command.verdict === 'accept') {
    const unsighted = unsightedOf(submission);
    if (unsighted.length > 0) {
      return refuse(
        'unsighted',
        `Given by reference, and seen by no other person yet: ${unsighted.join(', ')}. Record a sighting, or return it.`,
      );
    }
    const { reason } = command;
    const body = { ...ofParty(stage, party), fulfilledAt: submission.at, reason, told };
    return { entries: [{ ...common, kind: 'submission-accepted', body }] };
  }
  if (command.reason === null) return refuse('reason-required', 'A return says what is missing.');
  const returned = dueAfterReturn(target, command, submission);
  if (isRefused(returned)) return returned;
  const { due, basis, workingDays } = returned;
  return {
    entries: [
      {
        ...common,
        kind: 'submission-returned',
        body: {
          ...ofParty(stage, party),
          clock: ownerClock(target, due, basis),
          reason: command.reason,
          extended: workingDays !== null,
          workingDays: workingDays ?? 0,
          told,
          with: decidedWith(facts),
        },
      },
    ],
  };
}

const ownerClock = ({ stage, facts, at }: Target, due: Instant, basis: DueBasis): Clock => ({
  of: 'owner',
  turn: 1,
  post: null,
  startedAt: at,
  due,
  basis,
  ...planLadder(facts.calendar, stage.definition.ladder, due, at),
  told: [],
});

/** The owner's clock where what was handed in goes back to them without more time than was left, or than the policy gives at the least. */
export function clockAfterReturn(target: Target, submission: Submission): Clock {
  const { due, basis } = timeAfterReturn(target, submission);
  return ownerClock(target, due, basis);
}

interface Returned {
  readonly due: Instant;
  readonly basis: DueBasis;
  /** How much more time than was left; null where it is no more. */
  readonly workingDays: number | null;
}

/** What was left, or more than that only out of what the extension limit leaves. */
function dueAfterReturn(
  target: Target,
  { within }: StageCommandOf<'review'>,
  submission: Submission,
): Returned | ReturnType<typeof refuse> {
  const { at, facts } = target;
  const { due, basis } = timeAfterReturn(target, submission);
  if (within === undefined) return { due, basis, workingDays: null };
  const problem = offsetSpecProblem(within);
  if (problem !== null) return refuse('offset-invalid', `The time that the return gives: ${problem}.`);
  const offset = offsetOf(within);
  const asked = addOffset(facts.calendar, at, offset);
  if (asked <= due) return { due, basis, workingDays: null };
  const extension = withinLimit(target, due, asked);
  if (isRefused(extension)) return extension;
  return {
    due: asked,
    basis: { kind: 'offset', of: 'return', from: at, offset },
    workingDays: extension.workingDays,
  };
}

/** The unused time, at least the policy's minimum. */
function timeAfterReturn(
  { stage, at, facts, context }: Target,
  submission: Submission,
): Pick<Returned, 'due' | 'basis'> {
  const least = { unit: 'workingDays', amount: context.policy.minReturnWorkingDays } as const;
  const unused = { unit: stage.definition.ladder.unit, amount: submission.unused } as const;
  const restored = addOffset(facts.calendar, at, unused);
  const minimum = addOffset(facts.calendar, at, least);
  const due = later(restored, minimum);
  const basis: DueBasis =
    due === restored
      ? { kind: 'offset', of: 'unused-time', from: at, offset: unused }
      : { kind: 'offset', of: 'least-after-return', from: at, offset: least };
  return { due, basis };
}
