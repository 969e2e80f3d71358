import { ApplicationFailure } from '@temporalio/workflow';
import { FAILURES, type SettledAnswer, type SubjectInput } from '../libs/contracts/activities.js';
import type { Accepted, CommandMessage } from '../libs/contracts/messages.js';
import type { Instant } from '../libs/domain/time.js';

interface Letter {
  readonly input: SubjectInput;
  readonly waiting: ((answer: SettledAnswer) => void)[];
}

/**
 * Inputs on their way to the ledger, in the order of their instants. An id is in it only once: whoever asks with one that is there
 * already waits for the same answer.
 */
export class Mailbox {
  private readonly steps: Letter[] = [];
  private readonly messages: Letter[] = [];
  /** Everything that has no answer yet, queued or taken. */
  private readonly open = new Map<string, Letter>();

  /** @param now the workflow's clock */
  constructor(private readonly now: () => Instant) {}

  get queued(): number {
    return this.steps.length + this.messages.length;
  }

  /** The instant of the oldest input that is still queued; the clock may go so far and no further without it. */
  get oldest(): Instant | null {
    return (this.steps[0] ?? this.messages[0])?.input.at ?? null;
  }

  /** Takes a message to which nobody waits for an answer. */
  post(message: CommandMessage): void {
    this.letter(message, this.messages, this.now());
  }

  /**
   * Takes a command and returns when the ledger holds it.
   *
   * @throws ApplicationFailure of type `refused`, with the refusal as its detail
   */
  ask(message: CommandMessage): Promise<Accepted> {
    return answerTo(this.letter(message, this.messages, this.now()));
  }

  /**
   * Takes a step of the procedure: it follows from what the ledger holds already, so it comes before whatever waits, and no
   * later than that, since a command that came in time must not be late for the step's sake.
   */
  askFirst(step: CommandMessage): Promise<Accepted> {
    const now = this.now();
    const { oldest } = this;
    return answerTo(this.letter(step, this.steps, oldest !== null && oldest < now ? oldest : now));
  }

  /** Takes out the inputs to settle next. */
  take(limit: number): SubjectInput[] {
    const steps = this.steps.splice(0, limit);
    return [...steps, ...this.messages.splice(0, limit - steps.length)].map((letter) => letter.input);
  }

  /** Hands the answers to those who wait for them. */
  answer(answers: readonly SettledAnswer[]): void {
    for (const answer of answers) {
      const letter = this.open.get(answer.inputId);
      this.open.delete(answer.inputId);
      letter?.waiting.forEach((hear) => hear(answer));
    }
  }

  private letter(message: CommandMessage, queue: Letter[], at: Instant): Letter {
    const known = this.open.get(message.id);
    if (known !== undefined) return known;
    const letter: Letter = { input: { ...message, at } as SubjectInput, waiting: [] };
    this.open.set(message.id, letter);
    queue.push(letter);
    return letter;
  }
}

async function answerTo(letter: Letter): Promise<Accepted> {
  const answer = await new Promise<SettledAnswer>((resolve) => letter.waiting.push(resolve));
  if (answer.accepted) return answer;
  throw ApplicationFailure.nonRetryable(answer.refusal.detail, FAILURES.refused, answer.refusal);
}
