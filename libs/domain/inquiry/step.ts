import { roundOf } from '../incident/rounds.js';
import type { ObligationEntry, ObligationState } from '../obligation/obligation.js';
import type { Actor } from '../stage/commands.js';
import type { StageFacts } from '../stage/context.js';
import { doneBy } from '../stage/done.js';
import { hasEnded, type FollowUp, type PartyState, type StageState } from '../stage/state.js';
import { refuse, type Decision, type Refusal } from '../subject/machine.js';
import type { Instant } from '../time.js';
import { NEW_INQUIRY, type InquiryEntry, type InquiryState } from './inquiry.js';
import { isComplete, membersOf, partiesTo } from './people.js';

export type Decided = Decision<ObligationEntry>;
export type Refused = { readonly refusal: Refusal };

/** What a command of an inquiry is decided with. */
export interface Step {
  readonly state: ObligationState;
  readonly inquiry: InquiryState;
  readonly facts: InquiryFacts;
  readonly actor: Actor;
  readonly at: Instant;
}

export interface InquiryFacts extends StageFacts {
  /** Whether the accountability rules (row 17) are in force in the unit; left out where no command asks. */
  readonly rulesInForce?: boolean;
}

export const stepOf = (
  state: ObligationState,
  { actor, at }: { readonly actor: Actor; readonly at: Instant },
  facts: InquiryFacts,
): Step => ({ state, inquiry: state.inquiry ?? NEW_INQUIRY, facts, actor, at });

/** The stage of this name that is open, in whichever round. */
export const openStageOf = ({ state }: Step, name: string): StageState | undefined =>
  state.stages.find(({ definition, outcome }) => outcome === null && roundOf(definition.name).stage === name);

/** What runs at an open stage for somebody: themselves, or a post or body in which they act. */
export function ownParty(
  step: Step,
  name: string,
): { readonly stage: StageState; readonly party: PartyState } | undefined {
  const { facts, actor, at } = step;
  const stage = openStageOf(step, name);
  const party = [...(stage?.parties.values() ?? [])].find(
    (one) =>
      !hasEnded(one) &&
      one.party.actsThrough.some((post) => facts.organisation.actsIn(actor.officer, post, at)),
  );
  return stage && party && { stage, party };
}

/** An entry of the inquiry by whoever asks. */
export const by = <K extends InquiryEntry['kind']>(
  { actor, at }: Step,
  kind: K,
  body: Extract<InquiryEntry, { kind: K }>['body'],
): ObligationEntry =>
  ({ kind, at, actor: actor.officer, onBehalfOf: null, body }) as unknown as ObligationEntry;

/** The party has done what the stage asked for. */
export const done = (
  { facts, actor, at }: Step,
  { stage, party }: { readonly stage: StageState; readonly party: PartyState },
  followUps: readonly FollowUp[] = [],
): ObligationEntry => doneBy(stage, party, { by: actor.officer, at, followUps }, facts);

/**
 * Refuses whoever is not the post that decided on the launch, or above it; and whoever holds one of these, but is concerned by the file, or
 * brought it.
 */
export function asPrincipal({ state, inquiry, facts, actor, at }: Step): Refused | null {
  const post = inquiry.launch?.post;
  if (post === undefined) return refuse('not-launched', 'Nobody has decided on the launch yet.');
  const posts = [post, ...facts.organisation.chainAbove(post, at)];
  if (!posts.some((one) => facts.organisation.actsIn(actor.officer, one, at)))
    return refuse(
      'no-authority',
      'Only the principal who decided on the launch, or a post above, may do this.',
    );
  return partiesTo(state, facts.organisation, at).has(actor.officer)
    ? refuse('same-person', 'Nobody directs an inquiry that they are concerned by, or that they brought.')
    : null;
}

/** Refuses whoever is no member of the group, and anybody while a member has not attested that there is no conflict. */
export function asMember(step: Step, { leadOnly = false } = {}): Refused | null {
  const { state, actor } = step;
  const member = membersOf(state).find(({ officer }) => officer === actor.officer);
  if (member === undefined || (leadOnly && !member.isLead))
    return refuse(
      'not-the-group',
      `Only ${leadOnly ? 'the head' : 'a member'} of the investigation group may do this.`,
    );
  return isComplete(state)
    ? null
    : refuse(
        'group-incomplete',
        'Not every member of the group has attested that there is no conflict: until then no step is taken.',
      );
}

export const isMember = ({ state }: Step, officer: string): boolean =>
  state.inquiry?.members.some((member) => member.officer === officer) ?? false;
