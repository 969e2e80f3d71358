export { assessmentWorkflow } from './assessment.workflow.js';
export { bulletinWorkflow } from './bulletin.workflow.js';
export { calendarChangeWorkflow } from './calendar-change.workflow.js';
export { cycleWorkflow } from './cycle.workflow.js';
export { deliveryWorkflow } from './delivery.workflow.js';
export { dispatchWorkflow } from './dispatch.workflow.js';
export { dutyWorkflow } from './duty.workflow.js';
export { topicStudyWorkflow } from './topic-study.workflow.js';
