import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { startOpenedBy } from '../../../libs/temporal/start-subjects.js';
import { SubjectStarter } from '../../../libs/temporal/subject-starter.js';

/** How long whoever put the subjects on record waits for their start. */
const PATIENCE_MS = 1_000;
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
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly starter: SubjectStarter,
  ) {}

  /** Starts what `opener` has put on record; returns when that is done, or soon in any case. */
  async start(opener: string): Promise<void> {
    const starting = this.keepTrying(opener).finally(() => this.underWay.delete(starting));
    this.underWay.add(starting);
    await Promise.race([starting, sleep(PATIENCE_MS, undefined, { ref: false })]);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.underWay);
  }

  private async keepTrying(opener: string): Promise<void> {
    const { signal } = this.closing;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      if (await this.attempt(opener)) return;
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
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
