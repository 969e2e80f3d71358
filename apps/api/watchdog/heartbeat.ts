import { Inject, Injectable, Logger } from '@nestjs/common';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import type { Standing } from './watchdog.service.js';

const WAIT_MS = 10_000;

/**
 * Tells an address outside, once after each full comparison, that all is well; when it hears nothing any more, whoever keeps it raises the
 * alarm, also when nothing of us is left to do so. The address is a secret: it is never logged.
 */
@Injectable()
export class Heartbeat {
  private readonly logger = new Logger('Watchdog');
  /** The run of which was told last. */
  private told: string | undefined;
  private failed = false;

  constructor(@Inject(API_OPTIONS) private readonly options: ApiOptions) {}

  async beat({ isWell, lastRun }: Standing): Promise<void> {
    const { heartbeatUrl } = this.options.watch;
    if (heartbeatUrl === undefined || !isWell || lastRun?.endedAt === this.told) return;
    const failure = await ping(heartbeatUrl);
    if (failure === undefined) this.told = lastRun?.endedAt;
    // Once, and not each time, as long as it lasts.
    if (failure !== undefined && !this.failed)
      this.logger.error(`the heartbeat address does not take that all is well: ${failure}`);
    if (failure === undefined && this.failed) this.logger.warn('the heartbeat address takes it again');
    this.failed = failure !== undefined;
  }
}

/** @returns why it failed; undefined where it did not */
async function ping(url: string): Promise<string | undefined> {
  try {
    const { ok, status, body } = await fetch(url, { signal: AbortSignal.timeout(WAIT_MS) });
    await body?.cancel();
    return ok ? undefined : `it answers ${status}`;
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? name;
  }
}
