import { refuse, type Refusal } from '../subject/machine.js';
import type { Instant } from '../time.js';
import type { Actor } from './commands.js';
import type { StageContext, StageFacts } from './context.js';
import { keptApart } from './apart.js';
import { barring, debtorsOf, reachUp, tellOwner } from './reach.js';
import { hasEnded, standingSubmission, type PartyState, type PartyStatus, type StageState } from './state.js';
import { canMove, type Move } from './transitions.js';

/** What a command is about, and everything that deciding on it needs. */
export interface Target {
  readonly stage: StageState;
  readonly party: PartyState;
  /** All that have been opened in the subject. */
  readonly stages: readonly StageState[];
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
    const [only, ...others] = [...stage.parties.values()].filter(({ status }) => status !== 'handed-over');
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
  const meant = stages.filter(
    (s) =>
      (stageName === undefined || s.definition.name === stageName) &&
      partyIds.every((id) => s.parties.has(id)),
  );
  const [candidate, ...others] = meant.filter((s) => s.outcome === null);
  if (others.length > 0)
    return refuse('stage-required', 'Several stages are open: name the one that is meant.');
  return candidate ?? whyNoStage(stages, stageName, meant.at(-1), partyIds);
}

/** Says of a stage that has closed how it ended for the party that is meant; otherwise what there is to choose from. */
function whyNoStage(
  stages: readonly StageState[],
  stageName: string | undefined,
  closed: StageState | undefined,
  partyIds: readonly string[],
): Refused {
  if (closed !== undefined) {
    const [id, ...others] = partyIds.length > 0 ? partyIds : closed.parties.keys();
    const party = others.length > 0 ? undefined : closed.parties.get(id ?? '');
    if (party !== undefined) return refuse(...STATUS_REFUSALS[party.status]);
    return refuse('stage-closed', `Stage "${closed.definition.name}" is closed already.`);
  }
  if (stages.every((s) => s.outcome !== null))
    return refuse('no-open-stage', 'Nothing is open here at the moment.');
  const what = stageName === undefined ? 'that party' : `the name "${stageName}" and that party`;
  return refuse('unknown-party', `No open stage has ${what}: see the state of the obligation.`);
}

/** Whether a clerk did something for the party that was neither confirmed nor denied, whether or not the time for it is over. */
function isToBeConfirmed(party: PartyState): boolean {
  const submission = standingSubmission(party);
  return party.isReceiptUnconfirmed || (submission !== null && submission.unconfirmed && !submission.denied);
}

/** What a clerk did for a party that has to be confirmed, also after its stage has come to an end. */
export function findUnconfirmed(
  stages: readonly StageState[],
  stageName: string | undefined,
  partyId: string | undefined,
): { stage: StageState; party: PartyState } | Refused {
  const found = stages
    .filter((stage) => stageName === undefined || stage.definition.name === stageName)
    .flatMap((stage) => [...stage.parties.values()].map((party) => ({ stage, party })))
    .filter(({ party }) => partyId === undefined || party.party.id === partyId)
    .filter(({ party }) => isToBeConfirmed(party));
  const [only, ...others] = found;
  if (only === undefined) return refuse('nothing-to-confirm', 'Nothing was done on your behalf.');
  if (others.length === 0) return only;
  const isOneStage = others.every(({ stage }) => stage === only.stage);
  return isOneStage
    ? refuse(
        'party-required',
        'Something is to be confirmed for several parties: name the one that is meant.',
      )
    : refuse('stage-required', 'Something is to be confirmed in several stages: name the one that is meant.');
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
  'handed-over': ['handed-over', 'Another post has taken this over.'],
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

/**
 * Whether the actor is the one above who takes over: the owing post is vacant, or whoever holds it is kept apart from this stage by what
 * they did in an earlier one.
 */
export const takesOver = (target: Target): boolean =>
  target.stage.definition.kind === 'duty' &&
  (tellOwner(target.facts.organisation, target.party.party, target.at).some(
    (told) => told.as === 'vacancy' && told.officer === target.actor.officer,
  ) ||
    takesOverFromKeptApart(target));

function takesOverFromKeptApart({ stage, stages, party, facts, at, actor }: Target): boolean {
  const apart = keptApart(stages, stage.definition);
  const debtors = [...debtorsOf(facts.organisation, party.party, at)];
  if (apart.length === 0 || debtors.length === 0 || debtors.some((debtor) => !apart.includes(debtor)))
    return false;
  const barred = barring(['is-the-debtor', debtors], ['is-involved', apart]);
  return reachUp(facts.organisation, party.party.levels, 0, at, barred).found?.officer === actor.officer;
}

/**
 * Acting for the party: oneself, as the superior who takes over for a vacant post, or as a clerk in its name; then `onBehalfOf` is the
 * party.
 */
export function asOwner(target: Target): { onBehalfOf: string | null } | Refused {
  if (target.party.party.desk !== undefined)
    return refuse('letters-only', 'A body outside the institution answers by letter: record the letter.');
  if (isDebtor(target) || takesOver(target)) return { onBehalfOf: null };
  // What somebody does in their own person, nobody does for them.
  const isPersonal = target.party.party.kind === 'person';
  if (target.actor.asClerk && !isPersonal) return { onBehalfOf: target.party.party.id };
  return refuse(
    'not-yours',
    'Only whoever holds the owing post, their substitute, or a clerk on their behalf may do this.',
  );
}

/** The posts above the party, nearest first, in which the actor acts; never for one's own duty. */
export function asSuperior(target: Target): { posts: readonly [string, ...string[]] } | Refused {
  if (isDebtor(target)) {
    return refuse(
      'same-person',
      'Nobody waives, extends or suspends what they answer for themselves: ask the level above.',
    );
  }
  const { organisation } = target.facts;
  const [first, ...others] = target.party.party.levels.filter((post) =>
    organisation.actsIn(target.actor.officer, post, target.at),
  );
  if (first !== undefined) return { posts: [first, ...others] };
  return refuse('no-authority', 'Only a post above the party, as frozen when the stage opened, may do this.');
}
