import { runObligation } from './obligation.js';
import { bulletin } from './procedures/bulletin.js';

/** The internal bulletin of a half-year. */
export function bulletinWorkflow(subject: string): Promise<void> {
  return runObligation(subject, bulletin);
}
