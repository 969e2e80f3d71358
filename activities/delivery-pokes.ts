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
  /**
   * For how long officers are gathered before they are woken, 0 by default: a burst of rungs tells the same ones again and again, and
   * waking each of them each time would slow the burst down.
   */
  readonly gatherMs?: number;
}

/**
 * Wakes the deliveries of officers for whom there is new mail, a few at a time and without making anybody wait. An officer who is
 * in line already is not put there twice. What this process forgets when it dies is found again by `recoverUnsent`.
 */
export class DeliveryPokes {
  private readonly queue = new PQueue({ concurrency: CONCURRENCY });
  private readonly inLine = new Set<OfficerId>();
  private gathered = new Set<OfficerId>();
  private gathering: NodeJS.Timeout | undefined;
  private readonly closing = new AbortController();

  constructor(private readonly parts: DeliveryPokesParts) {}

  poke(officers: readonly OfficerId[]): void {
    if (officers.length === 0 || this.closing.signal.aborted) return;
    for (const officerId of officers) this.gathered.add(officerId);
    const { gatherMs = 0 } = this.parts;
    if (gatherMs === 0) this.queueGathered();
    else this.gathering ??= setTimeout(() => this.queueGathered(), gatherMs);
  }

  /** Wakes the deliveries of all who have unsent mail: to be called when a worker starts. */
  async recoverUnsent(): Promise<void> {
    this.poke(await officersWithUnsentMail(this.parts.dataSource.manager));
  }

  /** Returns when nobody is in line. */
  onIdle(): Promise<void> {
    this.queueGathered();
    return this.queue.onIdle();
  }

  /** Drops whoever is in line, and returns when the pokes under way have ended. */
  async close(): Promise<void> {
    this.closing.abort();
    clearTimeout(this.gathering);
    this.queue.clear();
    await this.queue.onIdle();
  }

  private queueGathered(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    const { gathered } = this;
    this.gathered = new Set();
    for (const officerId of gathered) {
      if (this.inLine.has(officerId)) continue;
      this.inLine.add(officerId);
      void this.queue.add(() => this.deliver(officerId));
    }
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
