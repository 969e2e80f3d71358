import { Injectable } from '@nestjs/common';
import PQueue from 'p-queue';
import { itemIdOf } from '../common/idempotency/command-id.js';
import type { Command } from '../common/idempotency/command.js';
import { Problem, unavailable } from '../common/problem/problem.js';
import { ObligationCommands } from '../obligations/obligation-commands.service.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import type { BatchItemRequest } from './dto/batch.request.dto.js';
import type { BatchAnswerResponse } from './dto/batch.response.dto.js';

/** Commands on their way at once. */
const CONCURRENCY = 8;

/** Many commands in one request: receipts, evidence, confirmations and urgings, each for itself. */
@Injectable()
export class BatchesService {
  constructor(private readonly commands: ObligationCommands) {}

  /**
   * Takes what it can; what is refused undoes nothing else. Each item has a command id of its own that follows from the batch's, so a
   * batch that is repeated under its Idempotency-Key does nothing twice.
   *
   * @throws Problem 503 when some could be neither taken nor refused for now
   */
  async run(command: Command, items: readonly BatchItemRequest[]): Promise<BatchAnswerResponse[]> {
    const queue = new PQueue({ concurrency: CONCURRENCY });
    const answers = await queue.addAll(
      items.map((item, index) => () => this.answer({ ...command, id: itemIdOf(command.id, index) }, item)),
    );
    const waiting = answers.filter((answer) => answer === null).length;
    if (waiting > 0)
      throw unavailable(
        'batch-incomplete',
        `${waiting} of ${items.length} could not be taken for now: repeat the batch with the same Idempotency-Key.`,
      );
    return answers.filter((answer) => answer !== null);
  }

  /** Null: neither taken nor refused, because something is away. */
  private async answer(command: Command, item: BatchItemRequest): Promise<BatchAnswerResponse | null> {
    const { obligation } = item;
    try {
      const { seq } = await this.send(command, item);
      return { obligation, accepted: true, seq, code: null, detail: null };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status >= 500) return null;
      const { code, detail, more } = error;
      const faults = more.errors?.map((fault) => `${fault.pointer} ${fault.detail}`) ?? [];
      return {
        obligation,
        accepted: false,
        seq: null,
        code,
        detail: faults.length > 0 ? faults.join('; ').slice(0, 1_000) : detail,
      };
    }
  }

  private async send(command: Command, item: BatchItemRequest): Promise<CommandResponse> {
    const { kind, obligation, stage, party, items = [], scan, reason } = item;
    const target = { stage, party };
    switch (kind) {
      case 'receipt':
        return this.commands.sign(command, obligation, target);
      case 'evidence':
        return this.commands.submit(command, obligation, { ...target, items });
      case 'confirmation':
        return this.commands.confirm(command, obligation, { ...target, scan });
      case 'urging':
        return this.commands.intervene(command, obligation, { ...target, kind: 'urge', reason });
    }
  }
}
