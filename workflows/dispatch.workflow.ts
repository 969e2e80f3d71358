import { runDispatch } from './dispatch.js';

/** Carries what was recorded in one subject to the others that it concerns. */
export function dispatchWorkflow(subject: string): Promise<void> {
  return runDispatch(subject);
}
