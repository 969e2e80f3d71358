import { DEFAULT_LADDER, DEFAULT_REVIEW_LADDER } from '../duty/default-ladders.js';
import type { DutyDefinition } from '../duty/definition.js';
import type { FollowUp } from '../stage/state.js';
import { obligationSubject } from '../subject/ids.js';
import type { ObligationBrief, Opening } from './obligation.js';

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
      ladder: DEFAULT_LADDER,
      evidence: [{ name: 'result', title: { zh: '落实情况', en: 'Result' } }],
      review: { by: 'superior', within: { workingDays: 5 }, ladder: DEFAULT_REVIEW_LADDER },
    },
  ],
});

/**
 * One obligation for each decision, numbered in the order of the minutes. What an inquiry asks for is seen by more people than its file, and
 * takes nothing of the file with it.
 */
export const followUpOpenings = (
  { occurrence: _, launch: __, ...parent }: ObligationBrief,
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
