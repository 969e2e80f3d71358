import { evolveStage, stageFrom } from '../stage/evolve.js';
import type { MeetingEntry, MeetingState } from './meeting.js';
import { meetingStage } from './stages.js';

/**
 * The meeting after an entry.
 *
 * @throws Error when the entry does not belong to this state.
 */
export function evolveMeeting(state: MeetingState, entry: MeetingEntry): MeetingState {
  switch (entry.kind) {
    case 'meeting-called': {
      const { brief, chair, secretary, seats } = entry.body;
      return { ...state, brief, chair, secretary, seats, calledAt: entry.at };
    }
    case 'item-placed': {
      const { item, title, matter, links, handIns } = entry.body;
      return {
        ...state,
        items: [...state.items, { item, title, matter, links, isWithdrawn: false }],
        handIns: [...state.handIns, ...handIns],
      };
    }
    case 'item-withdrawn':
      return {
        ...state,
        items: state.items.map((item) =>
          item.item === entry.body.item ? { ...item, isWithdrawn: true } : item,
        ),
      };
    case 'attendance-recorded': {
      const { attendance, presiding, seats, quorum, handIns } = entry.body;
      return { ...state, attendance, presiding, seats, quorum, handIns: [...state.handIns, ...handIns] };
    }
    case 'recusal-recorded': {
      const { item, post, quorum } = entry.body;
      return {
        ...state,
        recusals: [...state.recusals, { item, post }],
        quorum: quorum === null ? state.quorum : state.quorum.map((of) => (of.item === item ? quorum : of)),
      };
    }
    case 'minutes-entered': {
      const { items, handIns } = entry.body;
      return { ...state, minutes: items, minutesBy: entry.actor, handIns: [...state.handIns, ...handIns] };
    }
    case 'minutes-confirmed':
      return state;
    case 'meeting-cancelled':
      return { ...state, result: 'cancelled', closedAt: entry.at };
    case 'meeting-closed':
      return { ...state, result: entry.body.result, closedAt: entry.at };
    case 'stage-opened':
      return {
        ...state,
        stages: [...state.stages, stageFrom(meetingStage(entry.body.stage, state), entry)],
      };
    default: {
      const index = state.stages.findIndex((stage) => stage.definition.name === entry.body.stage);
      const stage = state.stages[index];
      if (stage === undefined) throw new Error(`stage "${entry.body.stage}" has not been opened`);
      return { ...state, stages: state.stages.with(index, evolveStage(stage, entry)) };
    }
  }
}
