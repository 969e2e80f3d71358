import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { DataSource } from 'typeorm';
import type { OfficerId } from '../libs/domain/organisation/organisation.js';
import { officersWithUnsentMail } from '../libs/persistence/repositories/notification.repository.js';
import type { SubjectStarter } from '../libs/temporal/subject-starter.js';

const CONCURRENCY = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

export interface DeliveryPokesParts {
  readonly dataSource: DataSource;
  readonly starter: Pick<SubjectStarter, 'deliver'>;
  /** Told of a poke that failed and will be repeated. */
  readonly onFailure?: (error: unknown, officerId: OfficerId) => void;
}

/**
 * Wakes the deliveries of officers for whom there is new mail, a few at a time and without making anybody wait. An officer who is
 * in line already is not put there twice. What this process forgets when it dies is found again by `recoverUnsent`.
 */
export class DeliveryPokes {
  private readonly queue = new PQueue({ concurrency: CONCURRENCY });
  private readonly inLine = new Set<OfficerId>();
  private readonly closing = new AbortController();

  constructor(private readonly parts: DeliveryPokesParts) {}

  poke(officers: readonly OfficerId[]): void {
    for (const officerId of officers) {
      if (this.inLine.has(officerId) || this.closing.signal.aborted) continue;
      this.inLine.add(officerId);
      void this.queue.add(() => this.deliver(officerId));
    }
  }

  /** Wakes the deliveries of all who have unsent mail: to be called when a worker starts. */
  async recoverUnsent(): Promise<void> {
    this.poke(await officersWithUnsentMail(this.parts.dataSource.manager));
  }

  /** Returns when nobody is in line. */
  onIdle(): Promise<void> {
    return this.queue.onIdle();
  }

  /** Drops whoever is in line, and returns when the pokes under way have ended. */
  async close(): Promise<void> {
    this.closing.abort();
    this.queue.clear();
    await this.queue.onIdle();
  }

  private async deliver(officerId: OfficerId): Promise<void> {
    // Whoever is poked from here on gets another turn: this one may look at the rows too early for them.
    this.inLine.delete(officerId);
    const { signal } = this.closing;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        await this.parts.starter.deliver(officerId);
        return;
      } catch (error) {
        this.parts.onFailure?.(error, officerId);
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
