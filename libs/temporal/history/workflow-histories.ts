import { isGrpcServiceError, type Client } from '@temporalio/client';
import { instantOf, type Instant } from '../../domain/time.js';
import { orUnavailable } from '../grpc-status.js';
import type { HistoryEvent } from './happening.js';
import { EventReader } from './read-events.js';

const EVENTS_PER_CALL = 500;
/** More runs of one workflow than this are not looked for. */
const MAX_RUNS = 1_000;
const WAIT_MS = 3_000;

/** A run of a workflow that Temporal still knows. */
export interface KnownRun {
  readonly runId: string;
  readonly startedAt: Instant;
}

/** The histories of workflows, as long as Temporal keeps them. */
export class WorkflowHistories {
  constructor(private readonly client: Client) {}

  /**
   * The runs of a workflow, in no order. One that began this very moment may be missing.
   *
   * @throws TemporalUnavailable
   */
  async runsOf(workflowId: string): Promise<KnownRun[]> {
    const runs: KnownRun[] = [];
    try {
      await this.client.withDeadline(Date.now() + WAIT_MS, async () => {
        const query = `WorkflowId = '${workflowId.replaceAll("'", '')}'`;
        for await (const { runId, startTime } of this.client.workflow.list({ query })) {
          runs.push({ runId, startedAt: instantOf(startTime.getTime()) });
          if (runs.length === MAX_RUNS) break;
        }
      });
    } catch (error) {
      throw orUnavailable(error);
    }
    return runs;
  }

  /**
   * The events of a run that say something to people, in their order, page by page as they are asked for. Undefined: Temporal does not
   * keep it (any more).
   *
   * @throws TemporalUnavailable
   */
  async eventsOf(workflowId: string, runId: string): Promise<AsyncGenerator<HistoryEvent> | undefined> {
    const begin = await this.page(workflowId, runId);
    return begin === undefined ? undefined : this.read(workflowId, runId, begin);
  }

  private async *read(workflowId: string, runId: string, begin: RawPage): AsyncGenerator<HistoryEvent> {
    const reader = new EventReader();
    for (let page: RawPage | undefined = begin; page !== undefined;) {
      for (const raw of page.history?.events ?? []) {
        const event = reader.read(raw);
        if (event !== null) yield event;
      }
      const next: Uint8Array | null | undefined = page.nextPageToken;
      page = next && next.length > 0 ? await this.page(workflowId, runId, next) : undefined;
    }
  }

  private async page(
    workflowId: string,
    runId: string,
    nextPageToken?: Uint8Array,
  ): Promise<RawPage | undefined> {
    try {
      return await this.client.withDeadline(Date.now() + WAIT_MS, () =>
        this.client.workflowService.getWorkflowExecutionHistory({
          namespace: this.client.options.namespace,
          execution: { workflowId, runId },
          maximumPageSize: EVENTS_PER_CALL,
          ...(nextPageToken ? { nextPageToken } : {}),
        }),
      );
    } catch (error) {
      if (isGrpcServiceError(error) && [NOT_FOUND, INVALID_ARGUMENT].includes(error.code)) return undefined;
      throw orUnavailable(error);
    }
  }
}

const NOT_FOUND = 5;
/** For a run id that is none, such as of a run that never was Temporal's. */
const INVALID_ARGUMENT = 3;

type RawPage = Awaited<
  ReturnType<WorkflowHistories['client']['workflowService']['getWorkflowExecutionHistory']>
>;
