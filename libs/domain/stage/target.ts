import { refuse, type Refusal } from '../subject/machine.js';
import type { Instant } from '../time.js';
import type { Actor } from './commands.js';
import type { StageContext, StageFacts } from './context.js';
import { debtorsOf } from './reach.js';
import { hasEnded, type PartyState, type PartyStatus, type StageState } from './state.js';
import { canMove, type Move } from './transitions.js';

/** What a command is about, and everything that deciding on it needs. */
export interface Target {
  readonly stage: StageState;
  readonly party: PartyState;
  readonly actor: Actor;
  readonly at: Instant;
  readonly context: StageContext;
  readonly facts: StageFacts;
}

type Refused = { readonly refusal: Refusal };
export const isRefused = (found: object): found is Refused => 'refusal' in found;

/** The open stage and the party that a command means; either may be left out where there is no choice. */
export function findTarget(
  stages: readonly StageState[],
  stageName: string | undefined,
  partyId: string | undefined,
): { stage: StageState; party: PartyState } | Refused {
  const stage = findStage(stages, stageName, partyId === undefined ? [] : [partyId]);
  if (isRefused(stage)) return stage;
  if (partyId === undefined) {
    const [only, ...others] = [...stage.parties.values()];
    if (only === undefined || others.length > 0) {
      return refuse(
        'party-required',
        `Several parties owe stage "${stage.definition.name}": name the one that is meant.`,
      );
    }
    return { stage, party: only };
  }
  return { stage, party: stage.parties.get(partyId) as PartyState };
}

/** The open stage of a command that names all of `partyIds`. */
export function findStage(
  stages: readonly StageState[],
  stageName: string | undefined,
  partyIds: readonly string[],
): StageState | Refused {
  const open = stages.filter((s) => s.outcome === null);
  const candidates = open.filter(
    (s) =>
      (stageName === undefined || s.definition.name === stageName) &&
      partyIds.every((id) => s.parties.has(id)),
  );
  if (candidates.length === 1) return candidates[0] as StageState;
  if (candidates.length > 1)
    return refuse('stage-required', 'Several stages are open: name the one that is meant.');
  if (stageName !== undefined && stages.some((s) => s.definition.name === stageName && s.outcome !== null)) {
    return refuse('stage-closed', `Stage "${stageName}" is closed already.`);
  }
  if (open.length === 0) return refuse('no-open-stage', 'Nothing is open here at the moment.');
  return refuse(
    'unknown-party',
    'No open stage has that stage name and party: see the state of the obligation for those that are.',
  );
}

const STATUS_REFUSALS: Readonly<Record<PartyStatus, readonly [string, string]>> = {
  open: ['nothing-submitted', 'Nothing has been handed in yet.'],
  'in-review': [
    'in-review',
    'What was handed in is being reviewed: wait for the review, or ask the reviewer to return it.',
  ],
  suspended: ['suspended', 'The clock is suspended: it has to be resumed first.'],
  fulfilled: ['already-fulfilled', 'This was fulfilled already.'],
  'accepted-unreviewed': ['already-fulfilled', 'This was accepted already, unreviewed.'],
  waived: ['already-waived', 'This was waived.'],
  lapsed: [
    'already-lapsed',
    'The last rung has fired and a lapse is on record: what is done now belongs in the file that it opened.',
  ],
  'window-closed': ['window-closed', 'The window of this right has closed.'],
};

/** Refuses what the table of transitions does not have from the party's status. */
export function mayMove(party: PartyState, move: Move): Refused | null {
  if (canMove(party.status, move)) return null;
  const [code, detail] = STATUS_REFUSALS[party.status];
  return refuse(code, detail);
}

/** Refuses when the party has reached an end. */
export function isLive(party: PartyState): Refused | null {
  if (!hasEnded(party)) return null;
  const [code, detail] = STATUS_REFUSALS[party.status];
  return refuse(code, detail);
}

/** Whether the actor answers for the party at this instant, in a post of their own or as a substitute. */
export const isDebtor = (target: Target): boolean =>
  debtorsOf(target.facts.organisation, target.party.party, target.at).has(target.actor.officer);

/** Acting for the party: oneself, or as a clerk in its name; then `onBehalfOf` is the party. */
export function asOwner(target: Target): { onBehalfOf: string | null } | Refused {
  if (isDebtor(target)) return { onBehalfOf: null };
  if (target.actor.asClerk) return { onBehalfOf: target.party.party.id };
  return refuse(
    'not-yours',
    'Only whoever holds the owing post, their substitute, or a clerk on their behalf may do this.',
  );
}

/** The index in the frozen levels of the post above the party in which the actor acts; never for one's own duty. */
export function asSuperior(target: Target): { level: number; post: string } | Refused {
  if (isDebtor(target)) {
    return refuse(
      'same-person',
      'Nobody waives, extends or suspends what they answer for themselves: ask the level above.',
    );
  }
  const { levels } = target.party.party;
  const level = levels.findIndex((post) =>
    target.facts.organisation.actsIn(target.actor.officer, post, target.at),
  );
  if (level < 0)
    return refuse(
      'no-authority',
      'Only a post above the party, as frozen when the stage opened, may do this.',
    );
  return { level, post: levels[level] as string };
}
