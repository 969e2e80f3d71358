import { WORKFLOWS } from '../../contracts/names.js';
import { approvalStage } from '../../domain/change/approval.js';
import {
  newChange,
  type ChangeBrief,
  type ChangeEntry,
  type ChangeFacts,
  type ChangeInput,
  type ChangeState,
} from '../../domain/change/change.js';
import { changeMachine } from '../../domain/change/machine.js';
import type { StageState } from '../../domain/stage/state.js';
import { partyStatesOf, writePartyStates } from '../../persistence/repositories/party-state.repository.js';
import { changedPartyRows } from './obligation-rows.js';
import type { SubjectRecords } from './subject-records.js';

/** What a change's own row keeps: its stage without the definition, which follows from the brief, and the parties. */
export interface StoredChange extends Omit<ChangeState, 'brief' | 'stages'> {
  readonly stages: readonly Omit<StageState, 'definition' | 'parties'>[];
}

export const changeRecords: SubjectRecords<ChangeState, ChangeInput, ChangeEntry, ChangeFacts> = {
  machine: changeMachine,

  workflow: () => WORKFLOWS.change,

  blank: (_subject, brief) => newChange(brief as ChangeBrief),

  async load(manager, subject) {
    const brief = subject.brief as ChangeBrief;
    if (subject.state === null) return newChange(brief);
    const { stages, ...rest } = subject.state as StoredChange;
    const rows = stages.length === 0 ? [] : await partyStatesOf(manager, subject.id);
    const parties = new Map(rows.map(({ state }) => [state.party.id, state]));
    const definition = approvalStage(brief);
    return { ...rest, brief, stages: stages.map((stage) => ({ ...stage, definition, parties })) };
  },

  stored: ({ brief: _, stages, ...rest }): StoredChange => ({
    ...rest,
    stages: stages.map(({ definition: _definition, parties: _parties, ...stage }) => stage),
  }),

  isOver: (stored) => (stored as StoredChange).closedAt !== null,

  write: (manager, { subject, before, after }) =>
    writePartyStates(manager, changedPartyRows(subject, before, after)),
};
