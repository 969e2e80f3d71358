import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import PQueue from 'p-queue';
import type { DataSource } from 'typeorm';
import { openSubjectsAfter, type OwnedSubject } from '../persistence/repositories/subject.repository.js';
import { orUnavailable } from './grpc-status.js';

const PAGE = 1_000;
/** Asking waits for the server and for nothing else. */
const CONCURRENCY = 20;

/** What Temporal says of the workflow that should hold a subject's clock. */
export type Clock =
  | 'running'
  /** There is no open run; starting one from the record puts it right. */
  | 'missing'
  /** Its last run failed, as it does where the record is damaged: another one may fail as well. */
  | 'stopped';

/** The subjects whose workflows have to run, page by page. */
export async function* openSubjectPages({ manager }: DataSource): AsyncGenerator<readonly OwnedSubject[]> {
  for (let after = '', isMore = true; isMore;) {
    const page = await openSubjectsAfter(manager, after, PAGE);
    if (page.length > 0) yield page;
    after = page.at(-1)?.id ?? after;
    isMore = page.length === PAGE;
  }
}

/**
 * The ids of the workflows that run, as Temporal lists them: in few requests, but the list may lag behind some seconds. One that is missing
 * there has to be asked for by itself.
 *
 * @param onPage called now and then, while the list is long
 * @throws TemporalUnavailable
 */
export async function listedAsRunning(client: Client, onPage: () => void): Promise<Set<string>> {
  const ids = new Set<string>();
  const list = client.workflow.list({ query: `ExecutionStatus = 'Running'`, pageSize: PAGE });
  try {
    for await (const { workflowId } of list) {
      ids.add(workflowId);
      if (ids.size % PAGE === 0) onPage();
    }
  } catch (error) {
    throw orUnavailable(error);
  }
  return ids;
}

/**
 * Asks for the clocks of subjects one by one.
 *
 * @throws TemporalUnavailable
 */
export async function clocksOf(
  client: Client,
  subjects: readonly OwnedSubject[],
): Promise<{ readonly subject: OwnedSubject; readonly clock: Clock }[]> {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  return queue.addAll(
    subjects.map((subject) => async () => ({ subject, clock: await clockOf(client, subject.id) })),
  );
}

async function clockOf(client: Client, workflowId: string): Promise<Clock> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'RUNNING') return 'running';
    return status.name === 'FAILED' ? 'stopped' : 'missing';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'missing';
    throw orUnavailable(error);
  }
}
