import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Client } from '@temporalio/client';
import { DataSource } from 'typeorm';
import { instantOf } from '../../../libs/domain/time.js';
import { proveReachable } from '../../../libs/persistence/repositories/outage.repository.js';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';

const PROVE_EVERY_MS = 15_000;
const WAIT_MS = 5_000;
/** A worker asks anew at least once a minute. */
const POLLED_WITHIN_MS = 75_000;
/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const WORKFLOW_TASKS = 1;

/**
 * Proves again and again that a command could be taken: Temporal answers, a worker asks it for work, PostgreSQL stores the proof.
 * Where proofs are missing nobody could act, and nobody is condemned for it.
 */
@Injectable()
export class Reachability implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Reachability');
  private timer: NodeJS.Timeout | undefined;
  private proving: Promise<boolean> | undefined;

  constructor(
    private readonly client: Client,
    private readonly dataSource: DataSource,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  onApplicationBootstrap(): void {
    const prove = (): void => void this.prove();
    this.timer = setInterval(prove, PROVE_EVERY_MS);
    prove();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.proving;
  }

  /** Tries once, one try at a time. Answers whether it is proven. */
  prove(): Promise<boolean> {
    this.proving ??= this.tryOnce().finally(() => (this.proving = undefined));
    return this.proving;
  }

  private async tryOnce(): Promise<boolean> {
    try {
      if (!this.dataSource.isInitialized || !(await this.isPolled())) return false;
      await proveReachable(this.dataSource.manager, instantOf(Date.now()));
      return true;
    } catch (error) {
      this.logger.debug(`no command could be taken: ${(error as Error).message}`);
      return false;
    }
  }

  private async isPolled(): Promise<boolean> {
    const { temporalNamespace: namespace, temporalTaskQueue: name } = this.options;
    const { pollers } = await this.client.withDeadline(Date.now() + WAIT_MS, () =>
      this.client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name },
        taskQueueType: WORKFLOW_TASKS,
      }),
    );
    const since = (Date.now() - POLLED_WITHIN_MS) / 1_000;
    return (pollers ?? []).some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) > since);
  }
}
