import { proxyActivities } from '@temporalio/workflow';
import type { Housekeeping, Watched } from '../libs/contracts/activities.js';

const { watch } = proxyActivities<Pick<Housekeeping, 'watch'>>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '1m',
  // The next run comes within a minute, and looks at everything again.
  retry: { initialInterval: '5s', maximumAttempts: 2 },
  summary: 'compares the record with what runs',
});

/** Compares all open subjects with the workflows that should hold their clocks; a schedule runs it. */
export async function watchdogWorkflow(): Promise<Watched> {
  return watch();
}
