import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import PQueue from 'p-queue';
import type { DataSource } from 'typeorm';
import { markStarted, subjectsWithWorkflow } from '../persistence/repositories/subject.repository.js';
import { kindOf, recordsOf } from '../records/subjects/kinds.js';
import { orUnavailable } from './grpc-status.js';
import type { StartableSubject, SubjectStarter } from './subject-starter.js';

const PAGE = 500;
/** Asking and starting wait for the server and for nothing else. */
const CONCURRENCY = 20;

export interface RestartParts {
  readonly dataSource: DataSource;
  readonly client: Client;
  readonly starter: Pick<SubjectStarter, 'start'>;
  /** Only looks; starts nothing. */
  readonly check?: boolean;
}

/** What came of it: how many subjects are open, and the ids of those whose workflow did not run. */
export interface Restarted {
  readonly open: number;
  readonly notRunning: readonly string[];
}

/**
 * Starts the workflow of every open subject for which Temporal knows no open run, under the same id: after Temporal has lost its data,
 * or was exchanged for another. The first thing that such a workflow does is to ask the ledger what has been done, so clocks go on where
 * they were, and what has fired does not fire again.
 *
 * @throws TemporalUnavailable; what was started until then stays started, and repeating does the rest
 */
export async function restartSubjects(parts: RestartParts): Promise<Restarted> {
  const { manager } = parts.dataSource;
  const notRunning: string[] = [];
  let open = 0;
  for (let after = '', isMore = true; isMore;) {
    const page = await subjectsWithWorkflow(manager, after, PAGE);
    const ofPage = page.filter(({ id, state }) => state === null || !isOver(id, state));
    open += ofPage.length;
    notRunning.push(...(await restartAll(parts, ofPage)));
    after = page.at(-1)?.id ?? after;
    isMore = page.length === PAGE;
  }
  return { open, notRunning };
}

async function restartAll(
  { dataSource, client, starter, check = false }: RestartParts,
  subjects: readonly StartableSubject[],
): Promise<string[]> {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  const notRunning: string[] = [];
  const restart = async (subject: StartableSubject): Promise<void> => {
    if (await isRunning(client, subject.id)) return;
    if (!check) {
      await starter.start(subject);
      await markStarted(dataSource.manager, subject.id);
    }
    notRunning.push(subject.id);
  };
  await queue.addAll(subjects.map((subject) => () => restart(subject)));
  return notRunning;
}

function isOver(subject: string, state: unknown): boolean {
  const kind = kindOf(subject);
  return kind === undefined || recordsOf(kind).isOver(state);
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw orUnavailable(error);
  }
}
