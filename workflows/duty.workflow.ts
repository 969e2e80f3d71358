import { runObligation } from './obligation.js';
import { duty } from './procedures/duty.js';

/** A duty of a plan declared as data, or a one-off task. */
export function dutyWorkflow(subject: string): Promise<void> {
  return runObligation(subject, duty);
}
