import { TOO_FAR } from '../duty/validate.js';
import { tracks } from '../duty/tracking.js';
import { decideOnStage } from '../stage/decide.js';
import type { StageEntry } from '../stage/entries.js';
import { ofParty, type StageState } from '../stage/state.js';
import { refuse, type Decision } from '../subject/machine.js';
import { instantFrom, type Instant } from '../time.js';
import { findItem, itemsOf, unknownItem } from './agenda.js';
import { confirmHandIns, handIn } from './hand-in.js';
import { meetingStages } from './links.js';
import type { ItemMinutes, MeetingEntry, MeetingFacts, MeetingInputOf, MeetingState } from './meeting.js';
import { CONFIRMATION, contextOf, MINUTES } from './stages.js';

type Decided = Decision<MeetingEntry>;
type Refused = ReturnType<typeof refuse>;

/** Enters what was minuted on each item, once: the extract of each item with quorum is evidence. */
export function enterMinutes(
  state: MeetingState,
  command: MeetingInputOf<'enter-minutes'>,
  facts: MeetingFacts,
): Decided {
  const { items, actor, at } = command;
  if (state.minutesBy !== null)
    return refuse('minutes-entered-already', 'Minutes are entered once, and stand.');
  if (state.attendance === null)
    return refuse('attendance-missing', 'Enter who was there before what was decided.');
  const faulty = personRefusal(state, command, facts) ?? itemsRefusal(state, items, at, facts);
  if (faulty) return faulty;
  const submitted = submit(state, MINUTES, command, facts);
  if ('refusal' in submitted) return submitted;
  const minutes = items.map((item) => ({ ...item, isEvidence: hasQuorum(state, item.item) }));
  const minuted: MeetingState = { ...state, minutes };
  const evidence = itemsOf(state).filter(({ item }) => hasQuorum(state, item));
  const material = { material: 'extract', items: evidence, actor, at, name: 'minutes' } as const;
  return {
    entries: [
      {
        kind: 'minutes-entered',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: { items: minutes, ...handIn(minuted, material, facts) },
      },
      // What a clerk enters for the secretary is confirmed with the minutes, under the clock of the next stage.
      ...submitted.entries.filter(({ kind }) => kind !== 'confirmation-asked'),
    ],
  };
}

/** Whoever presided confirms the minutes, and entered none of them. */
export function confirmMinutes(
  state: MeetingState,
  command: MeetingInputOf<'confirm-minutes'>,
  facts: MeetingFacts,
): Decided {
  if (state.minutesBy === null) return refuse('minutes-missing', 'There are no minutes to confirm yet.');
  if (state.minutesBy === command.actor.officer)
    return refuse('same-person', 'Whoever entered the minutes does not confirm them.');
  // Nobody confirms on behalf of whoever presided.
  const actor = { ...command.actor, asClerk: false };
  const submitted = submit(state, CONFIRMATION, { ...command, actor }, facts);
  if ('refusal' in submitted) return submitted;
  const entry = { at: command.at, actor: command.actor.officer, onBehalfOf: null };
  const openings = confirmHandIns(state, command, facts);
  return {
    entries: [
      { ...entry, kind: 'minutes-confirmed', body: { openings } },
      ...submitted.entries,
      ...confirmed(state, command),
    ],
  };
}

/** What a clerk entered in the secretary's name stands confirmed with the minutes. */
function confirmed({ stages }: MeetingState, { actor, at }: MeetingInputOf<'confirm-minutes'>): StageEntry[] {
  const stage = stages.find(({ definition }) => definition.name === MINUTES);
  return [...(stage?.parties.values() ?? [])]
    .filter((party) => stage !== undefined && party.submission?.unconfirmed)
    .map((party) => ({
      kind: 'submission-confirmed',
      at,
      actor: actor.officer,
      onBehalfOf: null,
      body: ofParty(stage as StageState, party),
    }));
}

const hasQuorum = ({ quorum }: MeetingState, item: number): boolean =>
  quorum.some((of) => of.item === item && of.met);

function submit(
  state: MeetingState,
  stage: string,
  { id, at, actor }: Pick<MeetingInputOf<'confirm-minutes'>, 'id' | 'at' | 'actor'>,
  facts: MeetingFacts,
): Decision<StageEntry> {
  const command = { kind: 'submit', id, at, actor, stage, evidence: [] } as const;
  return decideOnStage(state.stages, command, contextOf(state), facts);
}

/** Nobody minutes what they have to confirm, or what they were to have no part in. */
function personRefusal(
  { presiding, recusals, seats }: MeetingState,
  { actor, at }: MeetingInputOf<'enter-minutes'>,
  { organisation }: MeetingFacts,
): Refused | null {
  if (presiding !== null && organisation.actsIn(actor.officer, presiding, at))
    return refuse('same-person', 'Whoever presided confirms the minutes, so somebody else enters them.');
  const isRecused = recusals.some(({ post }) =>
    seats.some((seat) => seat.post === post && seat.officer === actor.officer),
  );
  return isRecused ? refuse('recused', 'Whoever is recused from an item does not minute the meeting.') : null;
}

function itemsRefusal(
  state: MeetingState,
  items: readonly ItemMinutes[],
  at: Instant,
  facts: MeetingFacts,
): Refused | null {
  const named = items.map(({ item }) => item);
  const unknown = named.find((item) => findItem(state, item) === undefined);
  if (unknown !== undefined) return unknownItem(unknown) as Refused;
  const twice = named.find((item, index) => named.indexOf(item) < index);
  if (twice !== undefined) return refuse('item-twice', `Item ${twice} is minuted twice.`);
  const missing = itemsOf(state).find(({ item }) => !named.includes(item));
  if (missing !== undefined)
    return refuse(
      'item-missing',
      `Item ${missing.item} is not minuted: minutes are entered once, for all items.`,
    );
  for (const item of items) {
    const refused = decisionsRefusal(state, item, at, facts);
    if (refused) return refused;
  }
  return null;
}

/** What nobody can carry out, or nothing would track, is not taken as decided. */
function decisionsRefusal(
  state: MeetingState,
  { item, decisions }: ItemMinutes,
  at: Instant,
  facts: MeetingFacts,
): Refused | null {
  if (decisions.length === 0) return null;
  if (!hasQuorum(state, item))
    return refuse('no-quorum', `Too few members took part in item ${item}: nothing may be decided on it.`);
  const isTracked = findItem(state, item)?.links.some((link) => {
    const duty = facts.linked.get(link)?.duty;
    return duty && meetingStages(duty).some((stage) => stage.meeting === 'extract' && tracks(duty, stage));
  });
  if (!isTracked)
    return refuse(
      'follow-ups-not-tracked',
      `Nothing that item ${item} is linked to tracks decisions: open a one-off task for each.`,
    );
  for (const { post, due } of decisions) {
    if (facts.organisation.post(post, at) === undefined)
      return refuse('unknown-post', `There is no post "${post}" to carry out a decision.`);
    const instant = instantFrom(due);
    if (instant === null || instant >= TOO_FAR)
      return refuse('date-invalid', 'A decision is due at an instant that exists and can be meant.');
    if (instant <= at) return refuse('date-in-the-past', 'A decision is due in the future.');
  }
  return null;
}
