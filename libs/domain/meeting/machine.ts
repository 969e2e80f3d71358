import type { Actor } from '../stage/commands.js';
import type { Told } from '../stage/entries.js';
import { followCalendar, giveGrace } from '../stage/notices.js';
import { openStage } from '../stage/opening.js';
import { uniqueTold } from '../stage/reach.js';
import { tickStage, wakeOfStage } from '../stage/tick.js';
import { refuse, type Decision, type Machine } from '../subject/machine.js';
import type { Instant } from '../time.js';
import { heldAlready, placeItem, withdrawItem } from './agenda.js';
import { evolveMeeting } from './evolve.js';
import type {
  MeetingEntry,
  MeetingFacts,
  MeetingInput,
  MeetingInputOf,
  MeetingState,
  Seat,
} from './meeting.js';
import { confirmMinutes, enterMinutes } from './minutes.js';
import { seatsOf } from './seats.js';
import { recordAttendance, recordRecusal } from './sitting.js';
import { CONFIRMATION, contextOf, meetingStage, MINUTES } from './stages.js';

/** Decides and rebuilds meetings: a sitting of a body from its notice to the confirmation of its minutes. */
export const meetingMachine: Machine<MeetingState, MeetingInput, MeetingEntry, MeetingFacts> = {
  decide(state, input, facts) {
    if (state.calledAt === null) return refuse('not-called', 'This meeting has not been called yet.');
    if (state.closedAt !== null) return refuse('meeting-closed', 'This meeting is closed.');
    if (input.kind === 'calendar-changed')
      return followCalendar(state.stages, contextOf(state), facts, input.at);
    if (input.kind === 'holder-entered') return giveGrace(openStages(state), input, contextOf(state), facts);
    if (input.kind === 'confirm-minutes') return confirmMinutes(state, input, facts);
    if (!mayRun(state, input.actor, input.at, facts))
      return refuse(
        'not-yours',
        'Only a clerk of the unit, or the chair or the secretary of the body, may do this.',
      );
    switch (input.kind) {
      case 'place-item':
        return placeItem(state, input, facts);
      case 'withdraw-item':
        return withdrawItem(state, input);
      case 'record-attendance':
        return recordAttendance(state, input, facts);
      case 'record-recusal':
        return recordRecusal(state, input, facts);
      case 'enter-minutes':
        return enterMinutes(state, input, facts);
      case 'cancel':
        return cancel(state, input, facts);
    }
  },

  tick(state, at, facts, until = at) {
    if (state.calledAt === null) return [called(state, at, facts)];
    if (state.closedAt !== null) return [];
    const context = contextOf(state);
    const come = state.stages.flatMap((stage) => tickStage(stage, context, facts, at, until));
    return come.length > 0 ? come : goOn(state, at, facts, until);
  },

  evolve: evolveMeeting,

  wake({ calledAt, closedAt, stages, brief }): Instant | null {
    if (calledAt === null || closedAt !== null) return null;
    if (stages.length === 0) return brief.startsAt;
    return stages.map(wakeOfStage).find((at) => at !== null) ?? null;
  },
};

const openStages = ({ stages }: MeetingState) => stages.filter(({ outcome }) => outcome === null);

/** A clerk of the unit, or whoever acts as chair or secretary of the body. */
const mayRun = (
  { chair, secretary }: MeetingState,
  actor: Actor,
  at: Instant,
  facts: MeetingFacts,
): boolean =>
  actor.asClerk ||
  [chair, secretary].some((post) => post !== null && facts.organisation.actsIn(actor.officer, post, at));

/** What comes next of itself: the minutes are owed from the hour of the meeting on, their confirmation once they are there. */
function goOn(state: MeetingState, at: Instant, facts: MeetingFacts, until: Instant): MeetingEntry[] {
  const common = { at, actor: null, onBehalfOf: null };
  const open = (name: string): MeetingEntry[] => [
    openStage(meetingStage(name, state), contextOf(state), facts, at),
  ];
  const [minutes, confirmation] = state.stages;
  if (minutes === undefined) return state.brief.startsAt <= until ? open(MINUTES) : [];
  if (minutes.outcome === null || confirmation?.outcome === null) return [];
  if (state.minutesBy === null) return [{ ...common, kind: 'meeting-closed', body: { result: 'unminuted' } }];
  if (confirmation === undefined) return open(CONFIRMATION);
  const result = confirmation.outcome.fulfilled > 0 ? 'confirmed' : 'unconfirmed';
  return [{ ...common, kind: 'meeting-closed', body: { result } }];
}

/** Who is called: the members of the body on the date of the meeting, and those invited beside them. */
function called({ brief }: MeetingState, at: Instant, { organisation }: MeetingFacts): MeetingEntry {
  const body = organisation.body(brief.bodyId, brief.startsAt);
  if (body === undefined) throw new Error(`there is no body ${brief.bodyId}`);
  const seats = seatsOf(brief, organisation);
  return {
    kind: 'meeting-called',
    at,
    actor: brief.calledBy,
    onBehalfOf: null,
    body: {
      brief,
      // Where nobody chairs it, the first of its members does.
      chair: body.chairPostId ?? body.memberPostIds[0] ?? null,
      secretary: body.secretaryPostId,
      seats,
      told: toldOf(seats),
    },
  };
}

const toldOf = (seats: readonly Seat[]): Told[] =>
  uniqueTold(
    seats.flatMap(({ post, officer }): Told[] => (officer === null ? [] : [{ officer, post, as: 'called' }])),
  );

/** A meeting that is not held after all; once its minutes are owed, whoever owes them does not end it. */
function cancel(
  state: MeetingState,
  { reason, actor, at }: MeetingInputOf<'cancel'>,
  { organisation }: MeetingFacts,
): Decision<MeetingEntry> {
  if (state.attendance !== null) return heldAlready();
  const owing = [...(state.stages[0]?.parties.values() ?? [])].flatMap(({ party }) => party.actsThrough);
  if (owing.some((post) => organisation.actsIn(actor.officer, post, at)))
    return refuse(
      'same-person',
      'Whoever owes the minutes does not cancel the meeting any more: ask its chair.',
    );
  const body = { reason, told: toldOf(state.seats) };
  return {
    entries: [{ kind: 'meeting-cancelled', at, actor: actor.officer, onBehalfOf: null, body }],
  };
}
