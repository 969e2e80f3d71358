import { setCurrentDetails } from '@temporalio/workflow';
import type { Progress, ProgressOf, SubjectInput } from '../libs/contracts/activities.js';
import type { CommandMessage, SubjectView } from '../libs/contracts/messages.js';
import type { Instant } from '../libs/domain/time.js';
import { Alarm } from './alarm.js';
import { Mailbox } from './mailbox.js';
import { settle } from './settle.js';

/** More inputs than this are not settled in one transaction. */
const MAX_BATCH = 50;

const clock = (): Instant => new Date(Date.now()).toISOString();

/** A subject while its workflow runs. It keeps no truth of its own: a mailbox, an alarm, and what the last `settle` said. */
export class SubjectRun<K extends Progress['kind']> {
  readonly mailbox = new Mailbox(clock);
  private readonly alarm = new Alarm();
  private seq = 0;
  private wake: Instant | null = null;
  private latest: Progress | null = null;

  constructor(
    readonly subject: string,
    private readonly kind: K,
  ) {}

  /** What has been done so far, as the ledger has it. */
  get progress(): ProgressOf<K> {
    if (this.latest?.kind !== this.kind) throw new Error(`${this.subject} is not of kind "${this.kind}"`);
    return this.latest as ProgressOf<K>;
  }

  /** The last entry that is known of. */
  get lastSeq(): number {
    return this.seq;
  }

  /**
   * Takes a step of the procedure; returns when the ledger holds it.
   *
   * @throws ApplicationFailure of type `refused`
   */
  async step(step: CommandMessage): Promise<void> {
    await this.mailbox.askFirst(step);
  }

  /** Whether there is something to settle now. */
  hasWork(): boolean {
    return this.mailbox.queued > 0 || this.alarm.hasRung;
  }

  /** Asks the ledger what has been done so far, before anything is taken from the mailbox. */
  async begin(): Promise<void> {
    await this.settle([]);
  }

  /**
   * Hands the ledger what is queued and what the time has brought, then moves the alarm to when it next has something to say.
   * The clock passes no input that is left in the queue, so none of them is late for having waited there.
   */
  async settleQueued(): Promise<void> {
    await this.settle(this.mailbox.take(MAX_BATCH));
  }

  view(): SubjectView {
    return { seq: this.seq, wake: this.wake, queued: this.mailbox.queued, progress: this.latest };
  }

  private async settle(inputs: readonly SubjectInput[]): Promise<void> {
    const now = this.mailbox.oldest ?? clock();
    const result = await settle({ subject: this.subject, seq: this.seq, now, inputs });
    this.seq = result.seq;
    this.wake = result.wake;
    this.latest = result.progress;
    this.alarm.set(result.wake);
    this.mailbox.answer(result.answers);
    setCurrentDetails(detailsOf(this.view()));
  }
}

/** For whoever looks at the workflow in Temporal's own console; Markdown. */
function detailsOf({ seq, wake, progress }: SubjectView): string {
  const lines = [`${seq} entries in the ledger`, `wakes ${wake ?? 'on a command only'}`];
  if (progress?.kind === 'obligation') {
    lines.push(
      ...progress.stages.map((name) => `${name}: ${name in progress.outcomes ? 'done' : 'to be done'}`),
    );
  }
  return lines.map((line) => `- ${line}`).join('\n');
}
