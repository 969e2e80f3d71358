import { workflowOfProcedure } from '../../contracts/names.js';
import { obligationMachine } from '../../domain/obligation/machine.js';
import {
  newObligation,
  type ObligationBrief,
  type ObligationEntry,
  type ObligationInput,
  type ObligationState,
} from '../../domain/obligation/obligation.js';
import type { StageFacts } from '../../domain/stage/context.js';
import { stageDefinitionOf } from '../../domain/obligation/stage-definition.js';
import type { PartyState, StageState } from '../../domain/stage/state.js';
import { writeInquiries } from '../../persistence/repositories/inquiry.repository.js';
import { writeLaunchFiles } from '../../persistence/repositories/launch-file.repository.js';
import { writeObligations } from '../../persistence/repositories/obligation.repository.js';
import { partyStatesOf, writePartyStates } from '../../persistence/repositories/party-state.repository.js';
import { inquiryRow } from './inquiry-row.js';
import { changedPartyRows, launchFileRows, obligationRow } from './obligation-rows.js';
import type { SubjectRecords } from './subject-records.js';

/** What an obligation's own row keeps: its stages without their definitions, which the brief has, and their parties. */
interface StoredObligation extends Omit<ObligationState, 'brief' | 'stages'> {
  readonly stages: readonly StoredStage[];
}

interface StoredStage extends Omit<StageState, 'definition' | 'parties'> {
  readonly name: string;
}

export const obligationRecords: SubjectRecords<
  ObligationState,
  ObligationInput,
  ObligationEntry,
  StageFacts
> = {
  machine: obligationMachine,

  workflow: (brief) => workflowOfProcedure[(brief as ObligationBrief).duty.procedure],

  blank: (_subject, brief) => newObligation(brief as ObligationBrief),

  async load(manager, subject) {
    const brief = subject.brief as ObligationBrief;
    if (subject.state === null) return newObligation(brief);
    const { stages, ...rest } = subject.state as StoredObligation;
    const parties = stages.length === 0 ? [] : await partyStatesOf(manager, subject.id);
    const partiesOf = (stage: string): Map<string, PartyState> =>
      new Map(parties.filter((p) => p.stage === stage).map(({ state }) => [state.party.id, state]));
    return {
      ...rest,
      brief,
      stages: stages.map(({ name, ...stage }) => ({
        ...stage,
        definition: stageDefinitionOf(brief.duty, rest.incident, name),
        parties: partiesOf(name),
      })),
    };
  },

  stored({ brief: _, stages, ...rest }): StoredObligation {
    return {
      ...rest,
      stages: stages.map(({ definition, parties: _, ...stage }) => ({ ...stage, name: definition.name })),
    };
  },

  isOver: (stored) => (stored as StoredObligation).closedAt !== null,

  async write(manager, { subject, seq, before, after, entries }) {
    await writePartyStates(manager, changedPartyRows(subject, before, after));
    const row = obligationRow(after, obligationMachine.wake(after), seq + entries.length);
    await writeObligations(manager, [row]);
    const inquiry = inquiryRow(after, seq + entries.length);
    if (inquiry !== null) await writeInquiries(manager, [inquiry]);
    await writeLaunchFiles(manager, launchFileRows(subject, seq, after.brief.unitId, entries));
  },
};
