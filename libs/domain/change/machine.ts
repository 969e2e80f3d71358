import { evolveStage, stageFrom } from '../stage/evolve.js';
import { followCalendar, giveGrace } from '../stage/notices.js';
import { openStage } from '../stage/opening.js';
import { tickStage, wakeOfStage } from '../stage/tick.js';
import { refuse, type Decision, type Machine } from '../subject/machine.js';
import type { ChangeDecision, ChangeEntry, ChangeFacts, ChangeInput, ChangeState } from './change.js';
import { approvalStage, contextOf, decisionEnds, mayDecide } from './approval.js';
import { approvalOf } from './effects.js';

/** Decides and rebuilds changes: proposed, put before another person, and taken up, refused or lapsed in silence. */
export const changeMachine: Machine<ChangeState, ChangeInput, ChangeEntry, ChangeFacts> = {
  decide(state, input, facts) {
    const open = state.stages.filter(({ outcome }) => outcome === null);
    switch (input.kind) {
      case 'calendar-changed':
        return followCalendar(open, contextOf(state), facts, input.at);
      case 'holder-entered':
        return giveGrace(open, input, contextOf(state), facts);
      case 'decide-change':
        return decideChange(state, input, facts);
    }
  },

  tick(state, at, facts, until = at) {
    const common = { at, actor: null, onBehalfOf: null };
    const { brief, proposedAt, stages, status, closedAt } = state;
    if (closedAt !== null) return [];
    if (proposedAt === null)
      return [{ ...common, actor: brief.proposedBy, kind: 'change-proposed', body: { brief } }];
    const [stage] = stages;
    if (stage === undefined) return [openStage(approvalStage(brief), contextOf(state), facts, at)];
    const come = tickStage(stage, contextOf(state), facts, at, until);
    if (come.length > 0) return come;
    const isSilent = stage.outcome !== null && status === 'proposed';
    return isSilent ? [{ ...common, kind: 'change-lapsed', body: {} }] : [];
  },

  evolve(state, entry) {
    const decided = { decidedBy: entry.actor, decidedAt: entry.at };
    switch (entry.kind) {
      case 'change-proposed':
        return { ...state, brief: entry.body.brief, proposedAt: entry.at };
      case 'change-approved':
        return { ...state, ...decided, status: 'approved', reason: entry.body.reason };
      case 'change-rejected':
        return { ...state, ...decided, status: 'rejected', reason: entry.body.reason };
      case 'change-lapsed':
        return { ...state, status: 'lapsed', closedAt: entry.at };
      case 'stage-opened':
        return { ...state, stages: [stageFrom(approvalStage(state.brief), entry)] };
      default: {
        const [stage] = state.stages;
        if (stage === undefined) throw new Error('nobody has been asked yet');
        const isOver = entry.kind === 'stage-closed' && state.status !== 'proposed';
        const stages = [evolveStage(stage, entry)];
        return { ...state, stages, closedAt: isOver ? entry.at : state.closedAt };
      }
    }
  },

  wake: ({ stages: [stage], closedAt }) =>
    stage === undefined || closedAt !== null ? null : wakeOfStage(stage),
};

function decideChange(state: ChangeState, input: ChangeDecision, facts: ChangeFacts): Decision<ChangeEntry> {
  const [stage] = state.stages;
  const [party] = stage?.parties.values() ?? [];
  if (stage === undefined || party === undefined || state.status !== 'proposed' || stage.outcome !== null)
    return refuse('already-decided', 'This change is not waiting for a decision.');
  const refusal = mayDecide(state, party, input, facts);
  if (refusal !== null) return refusal;
  const { at, actor, reason } = input;
  const entry = { at, actor, onBehalfOf: null };
  const decided: ChangeEntry = input.approve
    ? { ...entry, kind: 'change-approved', body: approvalOf(state.brief, input, facts) }
    : { ...entry, kind: 'change-rejected', body: { reason } };
  return { entries: [decided, decisionEnds(stage, party, input, facts)] };
}
