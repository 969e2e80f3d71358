import { TOO_FAR } from '../duty/validate.js';
import type { OfficerId } from '../organisation/organisation.js';
import { refuse, type Decision } from '../subject/machine.js';
import { instantFrom } from '../time.js';
import type { StageCommandOf } from './commands.js';
import { askIfOnBehalf } from './confirmation.js';
import { decidedWith } from './context.js';
import type { StageEntry } from './entries.js';
import { hold, isDeadline, timeLeft } from './ladder.js';
import { extensionTo } from './limits.js';
import { keptApart } from './apart.js';
import { samePersonRefusal } from './other-person.js';
import { barring, debtorsOf, reachUp, tellLevel, uniqueTold } from './reach.js';
import { startReview } from './review.js';
import { needsSight, tellWitnesses } from './sighting.js';
import { ofParty, type Clock, type EvidenceItem, type FollowUp } from './state.js';
import { asOwner, isLive, isRefused, mayMove, type Target } from './target.js';

type Decided = Decision<StageEntry>;

/** Signs for the duty (签收): it was received and understood. */
export function sign(target: Target): Decided {
  const { stage, party, at, actor } = target;
  const ended = isLive(party);
  if (ended) return ended;
  const owner = asOwner(target);
  if (isRefused(owner)) return owner;
  if (party.signedAt !== null) return refuse('already-signed', 'This duty has been signed for already.');
  const { onBehalfOf } = owner;
  return {
    entries: [
      { kind: 'duty-signed', at, actor: actor.officer, onBehalfOf, body: ofParty(stage, party) },
      ...askIfOnBehalf(target, onBehalfOf),
    ],
  };
}

/** Hands in the evidence, also late: the owner's ladder stops and the reviewer's starts. */
export function submit(target: Target, command: StageCommandOf<'submit'>): Decided {
  const barred = mayMove(target.party, 'submit');
  if (barred) return barred;
  const owner = asOwner(target);
  if (isRefused(owner)) return owner;
  const { evidence, followUps = [] } = command;
  const decided = handIn(target, { evidence, followUps, onBehalfOf: owner.onBehalfOf, involved: [] });
  if ('refusal' in decided) return decided;
  return { entries: [...decided.entries, ...askIfOnBehalf(target, owner.onBehalfOf)] };
}

/** What is handed in, and in whose name. */
interface HandingIn {
  readonly evidence: readonly EvidenceItem[];
  readonly followUps: readonly FollowUp[];
  readonly onBehalfOf: string | null;
  /** Others who had a part in it: they do not review it. */
  readonly involved: readonly OfficerId[];
}

/** The entry that hands it in, by somebody who may. */
export function handIn(target: Target, { evidence, followUps, onBehalfOf, involved }: HandingIn): Decided {
  const { stage, party, at, actor, facts } = target;
  const { definition } = stage;
  const faulty =
    samePersonRefusal(target, onBehalfOf) ??
    evidenceRefusal(target, evidence) ??
    followUpRefusal(target, followUps);
  if (faulty) return faulty;
  const clock = party.clock as Clock;
  const principals = [...debtorsOf(facts.organisation, party.party, at)];
  const apart = [...new Set([...keptApart(target.stages, definition), ...involved])];
  const handedIn = { by: actor.officer, principals, apart };
  const review = startReview(definition, party.party, handedIn, facts, at, 1, 0);
  const ending = definition.review === null ? 'fulfilled' : 'accepted-unreviewed';
  const waits = review.clock === null && needsSight(definition, evidence);
  return {
    entries: [
      {
        kind: 'evidence-submitted',
        at,
        actor: actor.officer,
        onBehalfOf,
        body: {
          ...ofParty(stage, party),
          evidence,
          followUps,
          // As long as the window of a right is open, it is used in time.
          late: definition.kind === 'duty' && at > clock.due,
          unused: timeLeft(facts.calendar, at, clock.due, definition.ladder.unit),
          to: review.clock ? 'in-review' : waits ? 'open' : ending,
          ...(waits ? { whenSighted: ending } : {}),
          principals,
          ...(apart.length > 0 ? { apart } : {}),
          review: review.clock,
          told: uniqueTold([...review.told, ...tellWitnesses(target, evidence)]),
          passed: review.passed,
          with: decidedWith(facts),
        },
      },
    ],
  };
}

function evidenceRefusal(
  { stage }: Target,
  evidence: readonly EvidenceItem[],
): ReturnType<typeof refuse> | null {
  const asked = stage.definition.evidence.map((requirement) => requirement.name);
  const missing = asked.filter((name) => !evidence.some((item) => item.requirement === name));
  if (missing.length > 0) return refuse('evidence-missing', `Still to be shown: ${missing.join(', ')}.`);
  const unknown = evidence.map((item) => item.requirement).filter((name) => !asked.includes(name));
  if (unknown.length > 0) return refuse('evidence-unknown', `Not asked for here: ${unknown.join(', ')}.`);
  return null;
}

/** A decision that nothing tracks, that nobody can carry out, or whose day is no day, would be lost without anybody noticing. */
function followUpRefusal(target: Target, followUps: readonly FollowUp[]): ReturnType<typeof refuse> | null {
  const { name } = target.stage.definition;
  if (followUps.length > 0 && !target.context.trackedStages?.includes(name))
    return refuse(
      'follow-ups-not-tracked',
      `Decisions of the stage "${name}" are not tracked: open a one-off task for each of them.`,
    );
  for (const { post, due } of followUps) {
    if (target.facts.organisation.post(post, target.at) === undefined)
      return refuse('unknown-post', `There is no post "${post}" to carry out a decision.`);
    const instant = instantFrom(due);
    if (instant === null || instant >= TOO_FAR)
      return refuse('date-invalid', 'A decision is due at an instant that exists and can be meant.');
    if (instant <= target.at) return refuse('date-in-the-past', 'A decision is due in the future.');
  }
  return null;
}

/** Asks for more time before the due instant; the overdue rung waits for the decision, but not for long. */
export function requestExtension(target: Target, command: StageCommandOf<'request-extension'>): Decided {
  const { stage, party, at, actor, facts, context } = target;
  const barred = mayMove(party, 'extend');
  if (barred) return barred;
  const owner = asOwner(target);
  if (isRefused(owner)) return owner;
  if (party.pendingExtension !== null)
    return refuse('request-pending', 'A request is waiting for its decision already.');
  const clock = party.clock as Clock;
  if (at > clock.due || !clock.rungs.some(isDeadline)) {
    return refuse(
      'already-expired',
      'An extension is asked for before the deadline; now only a superior can order a new one.',
    );
  }
  const extension = extensionTo(target, command.until);
  if (isRefused(extension)) return extension;
  const { organisation, calendar } = facts;
  const rungs = hold(calendar, context.policy, stage.definition.ladder.unit, clock.rungs, clock.due);
  const asking = barring(
    ['is-the-debtor', debtorsOf(organisation, party.party, at)],
    ['is-involved', [actor.officer]],
  );
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
          until: extension.until,
          holdsUntil: rungs.find(isDeadline)?.at ?? clock.due,
          reason: command.reason,
          clock: { ...clock, rungs },
          told: tellLevel(reachUp(organisation, party.party.levels, 0, at, asking)),
          with: decidedWith(facts),
        },
      },
    ],
  };
}
