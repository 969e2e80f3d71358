import type { Client } from '@temporalio/client';

/** A worker asks anew at least once a minute. */
const POLLED_WITHIN_MS = 75_000;
/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const WORKFLOW_TASKS = 1;

/**
 * Who has asked a task queue for workflow tasks lately: the identities of workers, `<process id>@<host name>` each.
 *
 * @param waitMs how long the server may take
 * @throws ServiceError when it cannot be asked
 */
export async function recentPollers(client: Client, taskQueue: string, waitMs: number): Promise<string[]> {
  const { pollers } = await client.withDeadline(Date.now() + waitMs, () =>
    client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: WORKFLOW_TASKS,
    }),
  );
  const since = (Date.now() - POLLED_WITHIN_MS) / 1_000;
  return (pollers ?? [])
    .filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) > since)
    .map(({ identity }) => identity ?? '');
}
