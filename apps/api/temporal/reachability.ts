import { Inject, Injectable, Logger } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { DataSource } from 'typeorm';
import { instantOf } from '../../../libs/domain/time.js';
import { proveReachable } from '../../../libs/persistence/repositories/outage.repository.js';
import { recentPollers } from '../../../libs/temporal/pollers.js';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';

const WAIT_MS = 5_000;

/**
 * Proves that a command could be taken: Temporal answers, a worker asks it for work, PostgreSQL stores the proof. Where proofs are missing
 * nobody could act, and nobody is condemned for it.
 */
@Injectable()
export class Reachability {
  private readonly logger = new Logger('Reachability');
  private proving: Promise<boolean> | undefined;

  constructor(
    private readonly client: Client,
    private readonly dataSource: DataSource,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

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
    return (await recentPollers(this.client, this.options.temporalTaskQueue, WAIT_MS)).length > 0;
  }
}
