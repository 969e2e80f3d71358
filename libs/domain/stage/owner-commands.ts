import { addOffset } from '../calendar/arithmetic.js';
import { refuse, type Decision } from '../subject/machine.js';
import type { StageCommandOf } from './commands.js';
import { decidedWith } from './context.js';
import type { StageEntry } from './entries.js';
import { keepDistance, remaining } from './ladder.js';
import { withinExtensionLimit } from './limits.js';
import { reachUp } from './reach.js';
import { startReview } from './review.js';
import { ofParty, type Clock, type PlannedRung } from './state.js';
import { asOwner, isDebtor, isLive, isRefused, mayMove, type Target } from './target.js';

type Decided = Decision<StageEntry>;

/** Signs for the duty (签收): it was received and understood. */
export function sign(target: Target): Decided {
  const { stage, party, at, actor } = target;
  const ended = isLive(party);
  if (ended) return ended;
  const owner = asOwner(target);
  if (isRefused(owner)) return owner;
  if (party.signedAt !== null) return refuse('already-signed', 'This duty has been signed for already.');
  return {
    entries: [
      {
        kind: 'duty-signed',
        at,
        actor: actor.officer,
        onBehalfOf: owner.onBehalfOf,
        body: ofParty(stage, party),
      },
    ],
  };
}

/** Hands in the evidence, also late: the owner's ladder stops and the reviewer's starts. */
export function submit(target: Target, command: StageCommandOf<'submit'>): Decided {
  const { stage, party, at, actor, facts } = target;
  const barred = mayMove(party, 'submit');
  if (barred) return barred;
  const owner = asOwner(target);
  if (isRefused(owner)) return owner;
  const { definition } = stage;
  const missing = definition.evidence.filter(
    (r) => !command.evidence.some((item) => item.requirement === r.name),
  );
  if (missing.length > 0) {
    return refuse('evidence-missing', `Still to be shown: ${missing.map((r) => r.name).join(', ')}.`);
  }
  const unknown = command.evidence.filter(
    (item) => !definition.evidence.some((r) => r.name === item.requirement),
  );
  if (unknown.length > 0) {
    return refuse(
      'evidence-unknown',
      `Not asked for here: ${unknown.map((item) => item.requirement).join(', ')}.`,
    );
  }
  const clock = party.clock as Clock;
  const review = startReview(definition, party.party, actor.officer, facts, at, 1, 0);
  return {
    entries: [
      {
        kind: 'evidence-submitted',
        at,
        actor: actor.officer,
        onBehalfOf: owner.onBehalfOf,
        body: {
          ...ofParty(stage, party),
          evidence: command.evidence,
          followUps: command.followUps ?? [],
          late: at > clock.due,
          unused: remaining(facts.calendar, at, clock.due, definition.ladder.unit),
          to: definition.review === null ? 'fulfilled' : review.clock ? 'in-review' : 'accepted-unreviewed',
          review: review.clock,
          told: review.told,
          passed: review.passed,
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/** The principal confirms what a clerk handed in for them. */
export function confirm(target: Target): Decided {
  const { stage, party, at, actor } = target;
  const ended = isLive(party);
  if (ended) return ended;
  if (!isDebtor(target))
    return refuse('not-yours', 'Only the principal confirms what was handed in on their behalf.');
  if (!party.submission?.unconfirmed)
    return refuse('nothing-to-confirm', 'Nothing was handed in on your behalf.');
  if (party.submission.by === actor.officer) {
    return refuse('same-person', 'Whoever handed it in cannot confirm it as the principal.');
  }
  return {
    entries: [
      {
        kind: 'submission-confirmed',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: ofParty(stage, party),
      },
    ],
  };
}

/** Asks for more time before the due instant; the overdue rung waits for the decision, but not for long. */
export function requestExtension(target: Target, command: StageCommandOf<'request-extension'>): Decided {
  const { stage, party, at, actor, facts, context } = target;
  const barred = mayMove(party, 'extend');
  if (barred) return barred;
  const owner = asOwner(target);
  if (isRefused(owner)) return owner;
  const clock = party.clock as Clock;
  if (stage.definition.kind === 'duty' && at > clock.due) {
    return refuse(
      'already-expired',
      'An extension is asked for before the deadline; now only a superior can order a new one.',
    );
  }
  if (party.pendingExtension !== null)
    return refuse('request-pending', 'A request is waiting for its decision already.');
  const limit = withinExtensionLimit(target, command.until);
  if (limit) return limit;
  const holdsUntil = addOffset(facts.calendar, clock.due, {
    unit: 'workingDays',
    amount: context.policy.extensionHoldWorkingDays,
  });
  const { found } = reachUp(facts.organisation, party.party.levels, 0, at, new Set([actor.officer]), []);
  return {
    entries: [
      {
        kind: 'extension-requested',
        at,
        actor: actor.officer,
        onBehalfOf: owner.onBehalfOf,
        body: {
          ...ofParty(stage, party),
          request: command.id,
          until: command.until,
          holdsUntil,
          reason: command.reason,
          clock: { ...clock, rungs: hold(target, clock, holdsUntil) },
          told: found ? [{ officer: found.officer, post: found.post, as: 'level' }] : [],
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/** Holds the rung of the due instant until `until`; those after it keep their distance, those before it stay. */
function hold(target: Target, clock: Clock, until: string): PlannedRung[] {
  const index = clock.rungs.findIndex((rung) => rung.action === 'overdue' || rung.action === 'close');
  const rung = clock.rungs[index];
  if (rung === undefined || rung.at >= until) return [...clock.rungs];
  const { unit } = target.stage.definition.ladder;
  const rest = keepDistance(target.facts.calendar, unit, rung, clock.rungs.slice(index + 1), until);
  return [...clock.rungs.slice(0, index), { ...rung, at: until }, ...rest];
}
