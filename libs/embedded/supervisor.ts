import { setTimeout as sleep } from 'node:timers/promises';
import { Child, stopLeftover } from './child.js';
import type { DataFolder } from './data-folder.js';
import type { Part } from './part.js';
import { Refusal } from './refusal.js';

const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** A part that has run this long is sound again: should it end once more, the pauses begin anew. */
const soundAfterMs = 5_000;

/**
 * Runs several programs as one whole: starts them in the order of the calls, starts again what ends by itself, and stops
 * them in the opposite order. One instance serves one start and one stop.
 */
export class Supervisor {
  private readonly children = new Map<Part, Child>();
  private readonly watches: Promise<void>[] = [];
  private readonly stopping = new AbortController();

  /** @param say told in one line what a person should know of what happened by itself */
  constructor(
    private readonly folder: DataFolder,
    private readonly say: (line: string) => void,
  ) {
    // Whatever ends this process, short of a kill that nobody can catch, ends the parts too.
    process.once('exit', () => this.signalAll());
  }

  /** Aborts when the parts are about to be stopped. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  /** Stops whatever a killed predecessor left running on this data folder, the last started part first. */
  async stopLeftovers(names: readonly string[]): Promise<void> {
    for (const name of [...names].reverse()) {
      if (await stopLeftover(name, this.folder))
        this.say(`stopped ${name}, left running by an earlier start`);
    }
  }

  /**
   * Starts a part, returns when it can be used, and from then on keeps it running.
   * @throws Refusal with its last words when it ends or does not become usable in time
   */
  async start(part: Part): Promise<void> {
    const child = await this.startAtLast(part, part.startTries ?? 1);
    this.watches.push(this.keepRunning(part, child));
  }

  /** Stops all parts in good order, the last started first. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const child of [...this.children.values()].reverse()) await child.stop();
    await Promise.all(this.watches);
  }

  /** Ends all parts at once; a `stop` under way then comes to its end. */
  kill(): void {
    this.stopping.abort();
    for (const child of this.children.values()) child.kill();
  }

  private async startAtLast(part: Part, tries: number): Promise<Child> {
    try {
      return await this.startOnce(part);
    } catch (error) {
      if (tries === 1) throw error;
      await sleep(firstPauseMs, undefined, { signal: this.stopping.signal });
      return this.startAtLast(part, tries - 1);
    }
  }

  private async startOnce(part: Part): Promise<Child> {
    this.stopping.signal.throwIfAborted();
    await stopLeftover(part.name, this.folder);
    const child = await Child.start(part, this.folder);
    this.children.set(part, child);

    const limit = new AbortController();
    const giveUp = AbortSignal.any([limit.signal, this.stopping.signal]);
    const failure = await Promise.race([
      part.untilReady(child.process, giveUp).then(
        () => undefined,
        (error: Error) => `it cannot be used: ${error.message}`,
      ),
      child.ended.then((reason) => `it ended at once (${reason})`),
      sleep(part.startTimeoutMs, `it was not usable within ${part.startTimeoutMs / 1000} s`, {
        signal: giveUp,
      }).catch(() => 'stopped'),
    ]);
    limit.abort();
    if (failure === undefined) return child;

    await child.stop();
    this.stopping.signal.throwIfAborted();
    throw new Refusal(
      `${part.title} does not start: ${failure}. Its log, ${this.folder.logFile(part.name)}, ends:\n${child.lastWords()}`,
    );
  }

  private async keepRunning(part: Part, child: Child): Promise<void> {
    let pauseMs = firstPauseMs;
    let startedAtMs = Date.now();
    let reason = await child.ended;
    while (!this.stopping.signal.aborted) {
      if (Date.now() - startedAtMs > soundAfterMs) pauseMs = firstPauseMs;
      this.say(`${part.title} ended by itself (${reason}): starting it again in ${pauseMs / 1000} s`);
      await sleep(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      try {
        startedAtMs = Date.now();
        const next = await this.startOnce(part);
        this.say(`${part.title} runs again`);
        reason = await next.ended;
      } catch (error) {
        reason = (error as Error).message;
      }
    }
  }

  private signalAll(): void {
    for (const child of this.children.values()) child.process.kill(child.part.stopSignal);
  }
}
