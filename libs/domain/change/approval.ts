import { HARMLESS_LADDER } from '../duty/default-ladders.js';
import type { StageDefinition } from '../duty/definition.js';
import type { StageContext } from '../stage/context.js';
import { doneBy } from '../stage/done.js';
import type { StageEntry } from '../stage/entries.js';
import type { PartyState, StageState } from '../stage/state.js';
import { refuse, type Refusal } from '../subject/machine.js';
import type { ChangeBrief, ChangeDecision, ChangeFacts, ChangeState } from './change.js';

/** From the proposal; our default. */
const WITHIN_WORKING_DAYS = 5;

/** The one stage of a change. A proposal on which nobody decides has changed nothing. */
export const approvalStage = ({ approver }: ChangeBrief): StageDefinition => ({
  name: 'approval',
  title: { zh: '审批变更', en: 'A change to be approved' },
  kind: 'duty',
  parties: { named: [{ kind: 'post', id: approver }] },
  due: { from: 'stage-opening', offset: { workingDays: WITHIN_WORKING_DAYS } },
  ladder: HARMLESS_LADDER,
  evidence: [],
  review: null,
});

export const contextOf = ({ brief, proposedAt }: ChangeState): StageContext => ({
  subjectId: brief.id,
  unitId: brief.unitId,
  policy: brief.policy,
  openedAt: proposedAt,
  period: null,
  floor: brief.touchesFloor,
  slice: null,
});

/** Why somebody may not decide; null when they may. Silence decides nothing, and nobody decides on what they proposed. */
export function mayDecide(
  { brief }: ChangeState,
  { party }: PartyState,
  { actor, asAdministrator, approve, at }: ChangeDecision,
  { organisation }: ChangeFacts,
): { refusal: Refusal } | null {
  if (actor === brief.proposedBy)
    return refuse('same-person', 'Another person than the one who proposed it decides on it.');
  const isAsked = [...party.actsThrough, ...party.levels].some((post) =>
    organisation.actsIn(actor, post, at),
  );
  if (!isAsked && !asAdministrator)
    return refuse(
      'no-authority',
      'Only the first responsible person of the unit, a post above or an administrator decides on it.',
    );
  const isAbove = organisation.hasOneOutside(organisation.postsOf(actor, at), brief.unitId, at);
  if (brief.touchesFloor && approve && !(isAsked && isAbove))
    return refuse('floor', 'The plan sets this as a floor: only the superior unit can approve the change.');
  return null;
}

/** The decision ends the wait of whoever was asked, whoever took it. */
export const decisionEnds = (
  stage: StageState,
  party: PartyState,
  { actor, at }: ChangeDecision,
  facts: ChangeFacts,
): StageEntry => doneBy(stage, party, { by: actor, at }, facts);
