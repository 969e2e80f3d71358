import { runObligation } from './obligation.js';
import { topicStudy } from './procedures/topic-study.js';

/** The leading group deliberates the subject twice a year. */
export function topicStudyWorkflow(subject: string): Promise<void> {
  return runObligation(subject, topicStudy);
}
