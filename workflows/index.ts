export { assessmentWorkflow } from './assessment.workflow.js';
export { bulletinWorkflow } from './bulletin.workflow.js';
export { cycleWorkflow } from './cycle.workflow.js';
export { deliveryWorkflow } from './delivery.workflow.js';
export { dutyWorkflow } from './duty.workflow.js';
export { topicStudyWorkflow } from './topic-study.workflow.js';
