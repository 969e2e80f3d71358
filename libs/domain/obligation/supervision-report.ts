import { DEFAULT_LADDER, DEFAULT_REVIEW_LADDER } from '../duty/default-ladders.js';
import type { DutyDefinition } from '../duty/definition.js';
import type { StageEntryOf } from '../stage/entries.js';
import { obligationSubject } from '../subject/ids.js';
import type { ObligationBrief, ObligationEntry, ObligationState } from './obligation.js';

/** The report on the progress that a supervision order (督办) asks for, opened as an obligation of its own. */
export function reportOpened(
  { brief, reports }: ObligationState,
  order: StageEntryOf<'supervision-ordered'>,
): ObligationEntry {
  const { stage, reason } = order.body;
  const id = `${brief.id}.${stage}.report-${reports + 1}`;
  const opened: ObligationBrief = {
    ...brief,
    id,
    duty: reportDuty(brief.duty, order),
    period: null,
    cycleId: null,
    parentId: brief.id,
    document: reason,
    slice: null,
    openedBy: order.actor,
  };
  return {
    kind: 'report-opened',
    at: order.at,
    actor: null,
    onBehalfOf: null,
    body: { stage, openings: [{ subject: obligationSubject(id), brief: opened }] },
  };
}

const reportDuty = (
  parent: DutyDefinition,
  { body }: StageEntryOf<'supervision-ordered'>,
): DutyDefinition => ({
  key: `${parent.key}-report`,
  row: parent.row,
  title: { zh: `${parent.title.zh}：督办报告`, en: `${parent.title.en}: report under supervision` },
  basis: parent.basis,
  procedure: 'duty',
  floor: false,
  stages: [
    {
      name: 'report',
      title: { zh: '报告进展', en: 'Report on the progress' },
      kind: 'duty',
      parties: { named: [body.mover] },
      due: { at: body.due },
      ladder: DEFAULT_LADDER,
      evidence: [{ name: 'report', title: { zh: '进展情况', en: 'Progress' } }],
      review: { by: { named: body.orderedAs }, within: { workingDays: 5 }, ladder: DEFAULT_REVIEW_LADDER },
    },
  ],
});
