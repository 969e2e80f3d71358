import { WORKFLOWS } from '../../contracts/names.js';
import { meetingMachine } from '../../domain/meeting/machine.js';
import {
  newMeeting,
  type MeetingBrief,
  type MeetingEntry,
  type MeetingFacts,
  type MeetingInput,
  type MeetingState,
} from '../../domain/meeting/meeting.js';
import { meetingStage } from '../../domain/meeting/stages.js';
import type { StageState } from '../../domain/stage/state.js';
import { writeMeetings, type MeetingRow } from '../../persistence/repositories/meeting.repository.js';
import { partyStatesOf, writePartyStates } from '../../persistence/repositories/party-state.repository.js';
import { changedPartyRows } from './obligation-rows.js';
import type { SubjectRecords } from './subject-records.js';

/** What a meeting's own row keeps: its stages without their definitions, which follow from the rest, and their parties. */
interface StoredMeeting extends Omit<MeetingState, 'brief' | 'stages'> {
  readonly stages: readonly StoredStage[];
}

interface StoredStage extends Omit<StageState, 'definition' | 'parties'> {
  readonly name: string;
}

export const meetingRecords: SubjectRecords<MeetingState, MeetingInput, MeetingEntry, MeetingFacts> = {
  machine: meetingMachine,

  workflow: () => WORKFLOWS.meeting,

  blank: (_subject, brief) => newMeeting(brief as MeetingBrief),

  async load(manager, subject) {
    const blank = newMeeting(subject.brief as MeetingBrief);
    if (subject.state === null) return blank;
    const { stages, ...rest } = subject.state as StoredMeeting;
    const parties = stages.length === 0 ? [] : await partyStatesOf(manager, subject.id);
    const partiesOf = (name: string): StageState['parties'] =>
      new Map(parties.filter(({ stage }) => stage === name).map(({ state }) => [state.party.id, state]));
    return {
      ...blank,
      ...rest,
      stages: stages.map(({ name, ...stage }) => ({
        ...stage,
        definition: meetingStage(name, rest),
        parties: partiesOf(name),
      })),
    };
  },

  stored({ brief: _, stages, ...rest }): StoredMeeting {
    return {
      ...rest,
      stages: stages.map(({ definition, parties: _, ...stage }) => ({ ...stage, name: definition.name })),
    };
  },

  isOver: (stored) => (stored as StoredMeeting).closedAt !== null,

  async write(manager, { subject, seq, before, after, entries }) {
    await writePartyStates(manager, changedPartyRows(subject, before, after));
    await writeMeetings(manager, [meetingRow(after, seq + entries.length)]);
  },
};

const meetingRow = (state: MeetingState, version: number): MeetingRow => ({
  id: state.brief.id,
  unitId: state.brief.unitId,
  bodyId: state.brief.bodyId,
  startsAt: state.brief.startsAt,
  status: statusOf(state),
  calledBy: state.brief.calledBy,
  posts: postsOf(state),
  closedAt: state.closedAt,
  version,
});

const statusOf = ({ result, minutesBy, attendance }: MeetingState): MeetingRow['status'] =>
  result ?? (minutesBy !== null ? 'minuted' : attendance !== null ? 'held' : 'called');

/** Whom it concerns: those who were called, and those who run it. */
const postsOf = ({ seats, chair, secretary }: MeetingState): string[] => [
  ...new Set([...seats.map(({ post }) => post), chair, secretary].filter((post) => post !== null)),
];
