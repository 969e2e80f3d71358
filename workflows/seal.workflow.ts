import { proxyActivities } from '@temporalio/workflow';
import type { Housekeeping, Sealed } from '../libs/contracts/activities.js';

const { seal } = proxyActivities<Housekeeping>({
  startToCloseTimeout: '30m',
  heartbeatTimeout: '1m',
  // What one run does not get to, the next one does.
  retry: { initialInterval: '5s', maximumAttempts: 3 },
  summary: 'adds new entries to the log and signs it',
});

/** Seals the entries that are not sealed yet; a schedule runs it. */
export async function sealWorkflow(): Promise<Sealed> {
  return seal();
}
