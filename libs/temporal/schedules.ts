import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import { WORKFLOWS } from '../contracts/names.js';
import { orUnavailable } from './grpc-status.js';

/** The id of the schedule that has orphans collected, and of the workflow that it runs. */
export const COLLECT_ORPHANS = 'collect-orphans';

const collectOrphans = (taskQueue: string) =>
  ({
    scheduleId: COLLECT_ORPHANS,
    spec: { intervals: [{ every: '6h' }] },
    // One run after an outage does what all that were missed would have done, and two at once help nobody.
    policies: { catchupWindow: '1h', overlap: ScheduleOverlapPolicy.SKIP, pauseOnFailure: false },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOWS.collectOrphans,
      workflowId: COLLECT_ORPHANS,
      taskQueue,
      args: [],
    },
  }) as const satisfies ScheduleOptions;

/**
 * Makes sure that the schedules are there, as this version has them; whether somebody has paused one is left alone.
 *
 * @throws TemporalUnavailable
 */
export async function ensureSchedules(client: Pick<Client, 'schedule'>, taskQueue: string): Promise<void> {
  const { scheduleId, ...wanted } = collectOrphans(taskQueue);
  try {
    await client.schedule.create({ scheduleId, ...wanted });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw orUnavailable(error);
    await client.schedule.getHandle(scheduleId).update((present) => ({ ...present, ...wanted }));
  }
}
