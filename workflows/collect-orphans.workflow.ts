import { proxyActivities } from '@temporalio/workflow';
import type { Collected, Housekeeping } from '../libs/contracts/activities.js';

const { collectOrphans } = proxyActivities<Housekeeping>({
  startToCloseTimeout: '30m',
  // What one run does not get to, the next one does.
  retry: { initialInterval: '10s', maximumAttempts: 3 },
  summary: 'removes what no command took up',
});

/** Removes documents and files that no command took up; a schedule runs it. */
export async function collectOrphansWorkflow(): Promise<Collected> {
  return collectOrphans();
}
