import type { ProcedureName } from '../domain/duty/definition.js';

export { inRound } from '../domain/incident/rounds.js';

/** Workflow types; stored in histories, so never renamed. */
export const WORKFLOWS = {
  topicStudy: 'topicStudyWorkflow',
  bulletin: 'bulletinWorkflow',
  assessment: 'assessmentWorkflow',
  incident: 'incidentWorkflow',
  inquiry: 'inquiryWorkflow',
  duty: 'dutyWorkflow',
  cycle: 'cycleWorkflow',
  delivery: 'deliveryWorkflow',
  meeting: 'meetingWorkflow',
  dispatch: 'dispatchWorkflow',
  calendarChange: 'calendarChangeWorkflow',
  collectOrphans: 'collectOrphansWorkflow',
  change: 'changeWorkflow',
  seal: 'sealWorkflow',
  watchdog: 'watchdogWorkflow',
} as const;

/** The workflow type that carries a duty's procedure. */
export const workflowOfProcedure: Readonly<Record<ProcedureName, string>> = {
  'topic-study': WORKFLOWS.topicStudy,
  bulletin: WORKFLOWS.bulletin,
  assessment: WORKFLOWS.assessment,
  incident: WORKFLOWS.incident,
  inquiry: WORKFLOWS.inquiry,
  duty: WORKFLOWS.duty,
};

/** The task queue that workers serve unless configured otherwise. */
export const DEFAULT_TASK_QUEUE = 'luze';
