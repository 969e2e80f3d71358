import { addOffset, distance } from '../calendar/arithmetic.js';
import { offsetOf } from '../duty/offset.js';
import { refuse, type Decision } from '../subject/machine.js';
import { later, type Instant } from '../time.js';
import type { StageCommandOf } from './commands.js';
import { decidedWith } from './context.js';
import type { StageEntry } from './entries.js';
import { planLadder } from './ladder.js';
import { tellOwner } from './reach.js';
import { ofParty, type DueBasis, type Submission } from './state.js';
import { isDebtor, mayMove, type Target } from './target.js';

/** Accepts what was handed in, or returns it with the time that was left and a new round. */
export function review(target: Target, command: StageCommandOf<'review'>): Decision<StageEntry> {
  const { stage, party, at, actor, facts } = target;
  const barred = mayMove(party, command.verdict);
  if (barred) return barred;
  const submission = party.submission as Submission;
  const post = party.clock?.post ?? '';
  if (submission.by === actor.officer || isDebtor(target)) {
    return refuse('same-person', 'Nobody reviews what they submitted or what they answer for themselves.');
  }
  if (!facts.organisation.actsIn(actor.officer, post, at)) {
    return refuse(
      'not-the-reviewer',
      'The review is with another post at the moment: see the state of the obligation.',
    );
  }
  const told = tellOwner(facts.organisation, party.party, at);
  const common = { at, actor: actor.officer, onBehalfOf: null };
  if (command.verdict === 'accept') {
    const { reason } = command;
    return {
      entries: [
        {
          ...common,
          kind: 'submission-accepted',
          body: { ...ofParty(stage, party), fulfilledAt: submission.at, reason, told },
        },
      ],
    };
  }
  if (command.reason === null) return refuse('reason-required', 'A return says what is missing.');
  const returned = dueAfterReturn(target, command, submission);
  if ('refusal' in returned) return returned;
  const { due, basis, extended } = returned;
  const { rungs } = planLadder(facts.calendar, stage.definition.ladder, due, at);
  return {
    entries: [
      {
        ...common,
        kind: 'submission-returned',
        body: {
          ...ofParty(stage, party),
          clock: { of: 'owner', turn: 1, post: null, startedAt: at, due, basis, rungs, told: [] },
          reason: command.reason,
          extended,
          told,
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/** The unused time, at least the policy's minimum; more than that only out of what the extension limit leaves. */
function dueAfterReturn(
  target: Target,
  command: StageCommandOf<'review'>,
  submission: Submission,
): { due: Instant; basis: DueBasis; extended: boolean } | ReturnType<typeof refuse> {
  const { stage, party, at, facts, context } = target;
  const { policy } = context;
  const basisFor = (of: string, amount: number, unit = stage.definition.ladder.unit): DueBasis => ({
    kind: 'offset',
    of,
    from: at,
    offset: { unit, amount },
  });
  const unused = basisFor('unused-time', Math.max(0, submission.unused));
  const least = basisFor('least-after-return', policy.minReturnWorkingDays, 'workingDays');
  const instant = (basis: DueBasis): Instant =>
    basis.kind === 'offset' ? addOffset(facts.calendar, basis.from, basis.offset) : at;
  const restored = later(instant(unused), instant(least));
  const basis = restored === instant(unused) ? unused : least;
  if (command.within === undefined) return { due: restored, basis, extended: false };
  const asked: DueBasis = { kind: 'offset', of: 'return', from: at, offset: offsetOf(command.within) };
  const due = instant(asked);
  if (due <= restored) return { due: restored, basis, extended: false };
  const beyond = distance(facts.calendar, later(restored, party.firstDue), due, 'workingDays');
  if (party.extensions >= policy.maxExtensions || beyond > policy.maxExtensionWorkingDays) {
    return refuse(
      'extension-limit',
      'The return gives more time than the extension limit leaves: give less.',
    );
  }
  return { due, basis: asked, extended: true };
}
