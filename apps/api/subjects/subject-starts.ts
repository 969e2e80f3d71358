import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { startOpenedBy } from '../../../libs/temporal/start-subjects.js';
import { SubjectStarter } from '../../../libs/temporal/subject-starter.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Starts the workflows of subjects that this process has put on record. While Temporal is away it keeps trying; what it has not
 * started when the process ends, the next worker finds.
 */
@Injectable()
export class SubjectStarts implements OnApplicationShutdown {
  private readonly logger = new Logger('Starts');
  private readonly closing = new AbortController();
  private readonly waiting = new Map<string, Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly starter: SubjectStarter,
  ) {}

  /** Starts what `opener` has put on record; returns after one attempt, whether or not it came to its end. */
  async start(opener: string): Promise<void> {
    if ((await this.attempt(opener)) || this.waiting.has(opener)) return;
    const trying = this.keepTrying(opener).finally(() => this.waiting.delete(opener));
    this.waiting.set(opener, trying);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.waiting.values());
  }

  private async keepTrying(opener: string): Promise<void> {
    const { signal } = this.closing;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted || (await this.attempt(opener))) return;
    }
  }

  private async attempt(opener: string): Promise<boolean> {
    try {
      await startOpenedBy({ dataSource: this.dataSource, starter: this.starter }, opener);
      return true;
    } catch (error) {
      this.logger.warn(
        `${opener}: not everything that it opened has been started: ${(error as Error).message}`,
      );
      return false;
    }
  }
}
