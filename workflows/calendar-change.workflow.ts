import { runDispatch } from './dispatch.js';

/** A calendar has a new version: everything open that counts by it follows, page by page. */
export function calendarChangeWorkflow(subject: string): Promise<void> {
  return runDispatch(subject);
}
