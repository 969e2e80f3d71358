import type { DutyDefinition, StageDefinition } from '../duty/definition.js';
import { partiesOf } from '../stage/opening.js';
import { refuse, type Refusal } from '../subject/machine.js';
import type { LinkedObligation, MeetingFacts, MeetingState } from './meeting.js';

type Refused = { readonly refusal: Refusal };

/** Whether an item of this meeting may be linked to these obligations; null: it may. */
export function linkRefusal(
  state: MeetingState,
  links: readonly string[],
  facts: MeetingFacts,
): Refused | null {
  const linkedBefore = state.items.filter((item) => !item.isWithdrawn).flatMap((item) => item.links);
  const linked: LinkedObligation[] = [];
  for (const id of links) {
    const obligation = facts.linked.get(id);
    if (obligation === undefined) return refuse('unknown-obligation', `There is no obligation "${id}".`);
    if (obligation.isClosed)
      return refuse('obligation-closed', `Obligation "${id}" is closed: no meeting can satisfy it any more.`);
    if (linkedBefore.includes(id) || linked.includes(obligation))
      return refuse('linked-already', `Obligation "${id}" is linked to an item of this meeting already.`);
    if (meetingStages(obligation.duty).length === 0)
      return refuse('no-meeting-stage', `No stage of "${id}" takes anything from a meeting.`);
    if (!concerns(state, obligation, facts))
      return refuse('not-of-this-body', `Nothing in "${id}" is owed by this body or by one of its posts.`);
    linked.push(obligation);
  }
  for (const [index, one] of linked.entries()) {
    const other = linked.slice(index + 1).find(({ duty }) => !mayShare(one.duty, duty));
    if (other !== undefined)
      return refuse(
        'item-not-shared',
        `One item satisfies "${one.duty.key}" and "${other.duty.key}" together only where each names the other.`,
      );
  }
  return null;
}

/** One item satisfies two duties only where both declare it. */
export const mayShare = (one: DutyDefinition, other: DutyDefinition): boolean =>
  names(one, other) && names(other, one);

const names = ({ sharesItemWith = [] }: DutyDefinition, { key }: DutyDefinition): boolean =>
  sharesItemWith.includes(key);

/** The stages that take something from a meeting. */
export const meetingStages = (duty: DutyDefinition): StageDefinition[] =>
  duty.stages.filter((stage) => stage.meeting !== undefined);

/** Who owes a stage: as it was opened, or as it would be opened at the time of the meeting. */
export const partiesOfStage = (
  { brief }: MeetingState,
  { parties, unitId }: LinkedObligation,
  stage: StageDefinition,
  { organisation }: MeetingFacts,
): readonly string[] =>
  parties[stage.name] ?? partiesOf(organisation, stage.parties, unitId, brief.startsAt).map(({ id }) => id);

/** Whether a party is the body itself or one of those who sit in it or serve it. */
export const isOfBody = ({ brief, seats, chair, secretary }: MeetingState, party: string): boolean =>
  party === brief.bodyId ||
  party === chair ||
  party === secretary ||
  seats.some((seat) => seat.as === 'member' && seat.post === party);

const concerns = (state: MeetingState, obligation: LinkedObligation, facts: MeetingFacts): boolean =>
  meetingStages(obligation.duty).some((stage) =>
    partiesOfStage(state, obligation, stage, facts).some((party) => isOfBody(state, party)),
  );
