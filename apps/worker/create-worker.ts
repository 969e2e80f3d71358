import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import type { Activities, Housekeeping } from '../../libs/contracts/activities.js';

export interface WorkerParts {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** All workflows, as the build has bundled them. */
  readonly workflowBundle: WorkflowBundleOption;
  readonly activities: Activities & Partial<Housekeeping>;
}

/** The worker as it runs in production; tests start the same. */
export function createWorker({ activities, ...parts }: WorkerParts): Promise<Worker> {
  return Worker.create({
    ...parts,
    activities: { ...activities },
    reuseV8Context: true,
    // A workflow that a killed worker had in its cache is taken over by another after this long.
    stickyQueueScheduleToStartTimeout: '5s',
    maxConcurrentWorkflowTaskExecutions: 100,
    maxConcurrentLocalActivityExecutions: 100,
    maxConcurrentActivityTaskExecutions: 100,
    shutdownGraceTime: '5s',
    shutdownForceTime: '15s',
  });
}
