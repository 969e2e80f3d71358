import type { ObligationEntry, ObligationState } from '../obligation/obligation.js';
import type { StageContext, StageFacts } from '../stage/context.js';
import { refuse, type Decision } from '../subject/machine.js';
import { handOver } from './command.js';
import { assignTask, joinDuplicate, merge, note, refer, reopen } from './follow.js';
import type { IncidentInput, OtherIncident } from './incident.js';
import { triage } from './triage.js';

/** What a merge has to know of the other incident. */
export interface IncidentFacts extends StageFacts {
  /** By id; left out where no command names one. */
  readonly incidents?: ReadonlyMap<string, OtherIncident>;
}

const KINDS: ReadonlySet<string> = new Set<IncidentInput['kind']>([
  'triage',
  'note',
  'assign-task',
  'hand-over',
  'merge',
  'reopen',
  'refer',
  'join-duplicate',
]);

export const isOfIncident = (input: { readonly kind: string }): input is IncidentInput =>
  KINDS.has(input.kind);

/** What is done about an incident beside handing in at its stages. */
export function decideIncident(
  state: ObligationState,
  input: IncidentInput,
  context: StageContext,
  facts: IncidentFacts,
): Decision<ObligationEntry> {
  if (state.brief.duty.procedure !== 'incident')
    return refuse('not-an-incident', 'This is a duty like any other: only an incident has such a step.');
  switch (input.kind) {
    case 'triage':
      return triage(state, input, context, facts);
    case 'note':
      return note(state, input, facts);
    case 'assign-task':
      return assignTask(state, input, facts);
    case 'hand-over':
      return handOver(state, input, facts);
    case 'merge':
      return merge(state, input, facts, (id) => facts.incidents?.get(id));
    case 'join-duplicate':
      return joinDuplicate(state, input);
    case 'reopen':
      return reopen(state, input, facts);
    case 'refer':
      return refer(state, input, context, facts);
  }
}
