import { runObligation } from './obligation.js';
import { assessment } from './procedures/assessment.js';

/** The inspection and assessment of a period. */
export function assessmentWorkflow(subject: string): Promise<void> {
  return runObligation(subject, assessment);
}
