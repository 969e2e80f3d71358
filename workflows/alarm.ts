import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Instant } from '../libs/domain/time.js';

/** The one timer of a subject. */
export class Alarm {
  private at: Instant | null = null;
  private timer: CancellationScope | undefined;
  private rang = false;

  /** Whether its instant has come since it was last set. */
  get hasRung(): boolean {
    return this.rang;
  }

  /** Moves the alarm to `at`; null: none. Nothing is done, and nothing recorded, where it stands there already. */
  set(at: Instant | null): void {
    this.rang = false;
    if (at === this.at) return;
    this.timer?.cancel();
    this.at = at;
    this.timer = at === null ? undefined : new CancellationScope();
    if (at !== null) void this.timer?.run(() => this.ringAt(at)).catch(() => undefined);
  }

  private async ringAt(at: Instant): Promise<void> {
    await sleep(Math.max(1, Date.parse(at) - Date.now()), { summary: `until ${at}` });
    this.at = null;
    this.rang = true;
  }
}
