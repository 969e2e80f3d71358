import type { DutyDefinition, Ladder } from '../duty/definition.js';
import type { FollowUp } from '../stage/state.js';
import { obligationSubject } from '../subject/ids.js';
import type { ObligationBrief, Opening } from './obligation.js';

const LADDER: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -3 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 3, level: 1 },
    { name: 'escalate-2', action: 'escalate', offset: 6, level: 2 },
    { name: 'lapse', action: 'lapse', offset: 10 },
  ],
};

const REVIEW_LADDER: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -2 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 3, level: 1 },
    { name: 'lapse', action: 'lapse', offset: 6 },
  ],
};

/** The duty that carries out one decision: its result is shown by the date set, and reviewed by the post above. */
const followUpDuty = (parent: DutyDefinition, followUp: FollowUp): DutyDefinition => ({
  key: `${parent.key}-follow-up`,
  row: parent.row,
  title: { zh: `${parent.title.zh}：决定事项落实`, en: `${parent.title.en}: a decision carried out` },
  basis: parent.basis,
  procedure: 'duty',
  floor: false,
  stages: [
    {
      name: 'carry-out',
      title: { zh: '落实', en: 'Carry out the decision' },
      kind: 'duty',
      parties: { named: [{ kind: 'post', id: followUp.post }] },
      due: { at: followUp.due },
      ladder: LADDER,
      evidence: [{ name: 'result', title: { zh: '落实情况', en: 'Result' } }],
      review: { by: 'superior', within: { workingDays: 5 }, ladder: REVIEW_LADDER },
    },
  ],
});

/** One obligation for each decision, numbered in the order of the minutes. */
export const followUpOpenings = (
  parent: ObligationBrief,
  stage: string,
  followUps: readonly FollowUp[],
): Opening[] =>
  followUps.map((followUp, index) => {
    const id = `${parent.id}.${stage}.${index + 1}`;
    return {
      subject: obligationSubject(id),
      brief: {
        ...parent,
        id,
        duty: followUpDuty(parent.duty, followUp),
        period: null,
        cycleId: null,
        parentId: parent.id,
        document: followUp.document,
        slice: null,
      },
    };
  });
