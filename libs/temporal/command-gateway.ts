import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import PQueue from 'p-queue';
import { FAILURES } from '../contracts/activities.js';
import { commandUpdate, noticeSignal, type Accepted, type CommandMessage } from '../contracts/messages.js';
import type { Refusal } from '../domain/subject/machine.js';
import { CommandRefused, SubjectNotRunning, TemporalUnavailable } from './errors.js';
import { isLostWithItsTask, isPassing, orUnavailable } from './grpc-status.js';

/** Updates in flight on one workflow, of all API processes together; the server refuses the eleventh. */
const MAX_IN_FLIGHT = 8;
const PAUSE_MS = 100;
/** A command that has less than this part of its time left when its turn comes is not sent any more. */
const LEAST_LEFT = 0.1;

export interface GatewayOptions {
  /** How many processes share the updates in flight. */
  readonly apiProcesses?: number;
  /** How long a command may wait, and be executed, in all. */
  readonly timeLimitMs?: number;
}

/** The way in to running subjects: commands that are answered, and notices that are not. */
export class CommandGateway {
  private readonly queues = new Map<string, PQueue>();
  private readonly share: number;
  private readonly timeLimitMs: number;

  constructor(
    private readonly client: Client,
    { apiProcesses = 1, timeLimitMs = 10_000 }: GatewayOptions = {},
  ) {
    this.share = Math.max(1, Math.floor(MAX_IN_FLIGHT / apiProcesses));
    this.timeLimitMs = timeLimitMs;
  }

  /**
   * Has a command decided; returns when the ledger holds it. The message's id makes it one command however often it is sent:
   * after TemporalUnavailable, sending it again is safe and answers what became of it.
   *
   * @throws CommandRefused, SubjectNotRunning, TemporalUnavailable
   */
  async execute(subject: string, message: CommandMessage): Promise<Accepted> {
    const limit = AbortSignal.timeout(this.timeLimitMs);
    // Each call to the server listens to it, and there may be many in the time.
    setMaxListeners(0, limit);
    const lastSendAtMs = performance.now() + this.timeLimitMs * (1 - LEAST_LEFT);
    let wasSent = false;
    try {
      return (await this.queueOf(subject).add(
        () => {
          if (performance.now() > lastSendAtMs) throw new TemporalUnavailable('busy');
          wasSent = true;
          return this.send(subject, message, limit);
        },
        { signal: limit },
      )) as Accepted;
    } catch (error) {
      if (isAnswer(error) || !limit.aborted) throw error;
      throw new TemporalUnavailable(wasSent ? 'unanswered' : 'busy', { cause: error });
    } finally {
      this.forgetWhenIdle(subject);
    }
  }

  /**
   * Tells a subject of a change outside it that it follows.
   *
   * @throws SubjectNotRunning, TemporalUnavailable
   */
  async notify(subject: string, notice: CommandMessage): Promise<void> {
    try {
      await this.client.workflow.getHandle(subject).signal(noticeSignal, notice);
    } catch (error) {
      throw error instanceof WorkflowNotFoundError ? new SubjectNotRunning(subject) : orUnavailable(error);
    }
  }

  /** Asks under the same update id until there is an answer: what passes by itself is waited out. */
  private async send(subject: string, message: CommandMessage, limit: AbortSignal): Promise<Accepted> {
    const handle = this.client.workflow.getHandle(subject);
    for (;;) {
      try {
        return await this.client.withAbortSignal(limit, () =>
          handle.executeUpdate(commandUpdate, { updateId: message.id, args: [message] }),
        );
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) throw new SubjectNotRunning(subject);
        const refusal = refusalOf(error);
        if (refusal !== undefined) throw new CommandRefused(refusal);
        if (limit.aborted || !mayPass(error)) throw error;
      }
      await sleep(PAUSE_MS, undefined, { signal: limit });
    }
  }

  private queueOf(subject: string): PQueue {
    let queue = this.queues.get(subject);
    if (queue === undefined) {
      queue = new PQueue({ concurrency: this.share });
      this.queues.set(subject, queue);
    }
    return queue;
  }

  private forgetWhenIdle(subject: string): void {
    const queue = this.queues.get(subject);
    if (queue?.size === 0 && queue.pending === 0) this.queues.delete(subject);
  }
}

const isAnswer = (error: unknown): boolean =>
  error instanceof CommandRefused || error instanceof SubjectNotRunning;

function refusalOf(error: unknown): Refusal | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  const isRefused = cause instanceof ApplicationFailure && cause.type === FAILURES.refused;
  return isRefused ? (cause.details?.[0] as Refusal) : undefined;
}

/** The run ended, or began again as new, after it took the update and before it answered; the next run answers from the ledger. */
const endedMeanwhile = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === 'AcceptedUpdateCompletedWorkflow';

const mayPass = (error: unknown): boolean =>
  isPassing(error) ||
  isLostWithItsTask(error) ||
  endedMeanwhile(error) ||
  error instanceof WorkflowUpdateRPCTimeoutOrCancelledError;
