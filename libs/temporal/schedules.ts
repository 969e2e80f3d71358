import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { WORKFLOWS } from '../contracts/names.js';
import { orUnavailable } from './grpc-status.js';

/** A workflow that runs again and again, whoever asks. */
interface Schedule {
  /** Of the schedule, and of the workflow that it runs. */
  readonly id: string;
  readonly workflow: string;
  readonly every: Duration;
  /** How late a run may begin that was missed: one does what all of them would have done. */
  readonly catchupWindow: Duration;
}

/** The id of the schedule that has orphans collected. */
export const COLLECT_ORPHANS = 'collect-orphans';
/** The id of the schedule that has the ledger sealed. */
export const SEAL = 'seal';
/** The id of the schedule that has the record compared with what runs. */
export const WATCHDOG = 'watchdog';

/** Every schedule there is. */
const SCHEDULES: readonly Schedule[] = [
  { id: COLLECT_ORPHANS, workflow: WORKFLOWS.collectOrphans, every: '6h', catchupWindow: '1h' },
  { id: SEAL, workflow: WORKFLOWS.seal, every: '30s', catchupWindow: '1m' },
  { id: WATCHDOG, workflow: WORKFLOWS.watchdog, every: '1m', catchupWindow: '1m' },
];

/**
 * Makes sure that the schedules are there, as this version has them; whether somebody has paused one is left alone.
 *
 * @throws TemporalUnavailable
 */
export async function ensureSchedules(client: Pick<Client, 'schedule'>, taskQueue: string): Promise<void> {
  for (const schedule of SCHEDULES) await ensureSchedule(client, optionsOf(schedule, taskQueue));
}

const optionsOf = ({ id, workflow, every, catchupWindow }: Schedule, taskQueue: string) =>
  ({
    scheduleId: id,
    spec: { intervals: [{ every }] },
    // Two at once help nobody; and one that failed is no reason to leave the next one out.
    policies: { catchupWindow, overlap: ScheduleOverlapPolicy.SKIP, pauseOnFailure: false },
    action: { type: 'startWorkflow', workflowType: workflow, workflowId: id, taskQueue, args: [] },
  }) as const satisfies ScheduleOptions;

async function ensureSchedule(
  client: Pick<Client, 'schedule'>,
  { scheduleId, ...wanted }: ReturnType<typeof optionsOf>,
): Promise<void> {
  try {
    await client.schedule.create({ scheduleId, ...wanted });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw orUnavailable(error);
    await client.schedule.getHandle(scheduleId).update((present) => ({ ...present, ...wanted }));
  }
}
