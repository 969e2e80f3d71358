import type {
  DutyDefinition,
  EvidenceRequirement,
  Ladder,
  NamedParty,
  Policy,
  ReviewDefinition,
} from '../duty/definition.js';
import type { OfficerId, Title, UnitId } from '../organisation/organisation.js';
import type { ObligationBrief } from './obligation.js';

/** A one-off task (临时任务) beside the plan, as whoever opens it describes it. */
export interface OneOffTask {
  readonly id: string;
  readonly unitId: UnitId;
  readonly calendarId: string;
  readonly title: Title;
  readonly parties: readonly NamedParty[];
  /** A date, which ends at the end of that day in the unit's zone, or an instant. */
  readonly dueAt: string;
  readonly ladder: Ladder;
  readonly evidence: readonly EvidenceRequirement[];
  readonly review: ReviewDefinition | null;
  /** The document that says more about the task, or null. */
  readonly document: string | null;
  readonly policy: Policy;
  readonly openedBy: OfficerId;
}

/** The name of the one stage that a one-off task has. */
export const TASK_STAGE = 'task';

/** A one-off task as a duty of one stage, so that it runs like any other. */
export function oneOffDuty(
  task: Pick<OneOffTask, 'title' | 'parties' | 'dueAt' | 'ladder' | 'evidence' | 'review'>,
): DutyDefinition {
  return {
    key: 'one-off-task',
    row: null,
    title: task.title,
    basis: {
      source: { zh: '临时任务', en: 'A one-off task, set by whoever opened it' },
      strength: 'our-default',
    },
    procedure: 'duty',
    floor: false,
    stages: [
      {
        name: TASK_STAGE,
        title: task.title,
        kind: 'duty',
        parties: { named: task.parties },
        due: { at: task.dueAt },
        ladder: task.ladder,
        evidence: task.evidence,
        review: task.review,
      },
    ],
  };
}

/** What a one-off task is opened with. */
export const oneOffBrief = (task: OneOffTask): ObligationBrief => ({
  id: task.id,
  unitId: task.unitId,
  calendarId: task.calendarId,
  dutyId: 'one-off-task',
  dutyVersion: 1,
  duty: oneOffDuty(task),
  policy: task.policy,
  period: null,
  cycleId: null,
  parentId: null,
  document: task.document,
  slice: null,
  openedBy: task.openedBy,
});
