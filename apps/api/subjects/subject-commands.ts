import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CommandMessage } from '../../../libs/contracts/messages.js';
import { findCommands } from '../../../libs/persistence/repositories/ledger.repository.js';
import { CommandGateway } from '../../../libs/temporal/command-gateway.js';
import { CommandRefused, SubjectNotRunning, TemporalUnavailable } from '../../../libs/temporal/errors.js';
import { Problem, refused, unavailable } from '../common/problem/problem.js';

/** Refusals that say "not you" rather than "not now": 403 and not 409. */
const NOT_ALLOWED: ReadonlySet<string> = new Set(['not-yours', 'no-authority', 'not-the-reviewer']);

/** Where in the ledger the command stands. */
export interface Recorded {
  readonly subject: string;
  readonly seq: number;
}

/** The one way in which the API commands a subject that a workflow owns. */
@Injectable()
export class SubjectCommands {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Returns when the ledger holds the command. One that it holds already is answered from there, also when the subject has
   * closed since, or what the command refers to is gone.
   *
   * @param draft makes the message of a command that is not held yet
   * @throws Problem 409 or 403 with the code of the rule that refuses; 503 while Temporal is away
   */
  async execute(subject: string, id: string, draft: () => Promise<CommandMessage>): Promise<Recorded> {
    const held = await this.held(subject, id);
    if (held !== undefined) return held;
    const message = await draft();
    try {
      const { seq } = await this.gateway.execute(subject, message);
      return { subject, seq };
    } catch (error) {
      // It may have been taken by the run that has just ended with it.
      const taken = error instanceof SubjectNotRunning ? await this.held(subject, id) : undefined;
      if (taken !== undefined) return taken;
      throw problemOfCommand(error) ?? error;
    }
  }

  /** Where the ledger holds the command already. */
  private async held(subject: string, id: string): Promise<Recorded | undefined> {
    const found = (await findCommands(this.dataSource.manager, subject, [id])).get(id);
    return found && { subject, seq: found.seq };
  }
}

function problemOfCommand(error: unknown): Problem | undefined {
  if (error instanceof CommandRefused) {
    const { code, detail } = error.refusal;
    return NOT_ALLOWED.has(code) ? new Problem(403, code, detail) : refused(code, detail);
  }
  if (error instanceof SubjectNotRunning) {
    return refused('not-running', 'This is closed, or it has not begun yet: look at its state.');
  }
  if (error instanceof TemporalUnavailable) {
    return unavailable(
      `temporal-${error.because}`,
      `${error.message}; repeat it with the same Idempotency-Key.`,
    );
  }
  return undefined;
}
