import { runObligation } from './obligation.js';
import { inquiry } from './procedures/inquiry.js';

/** An accountability inquiry, from its launch file to its closure. */
export function inquiryWorkflow(subject: string): Promise<void> {
  return runObligation(subject, inquiry);
}
