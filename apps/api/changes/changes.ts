import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { instantOf, type Instant } from '../../../libs/domain/time.js';
import type { Change, ChangeBodies, ChangeKind } from '../../../libs/records/configuration/changes.js';
import { record } from '../../../libs/records/configuration/record.js';
import type { Command } from '../common/idempotency/command.js';
import { IdempotencyKeys } from '../common/idempotency/idempotency-keys.js';
import { Problem } from '../common/problem/problem.js';

/** The transaction of one command: what it records, and the tables. */
export class Transaction {
  /** The instant of all that it records. */
  readonly at: Instant = instantOf(Date.now());
  private recordedCount = 0;

  constructor(
    readonly manager: EntityManager,
    private readonly command: Command,
  ) {}

  /**
   * Appends the entry of a change and writes its row. The first of the command carries its id.
   * @returns the number of the entry in the subject
   * @throws Problem 409 when the subject's ledger holds the command already
   */
  async record<K extends ChangeKind>(subject: string, kind: K, body: ChangeBodies[K]): Promise<number> {
    const first = this.recordedCount === 0;
    this.recordedCount += 1;
    const change = {
      kind,
      body,
      at: this.at,
      actor: this.command.caller.officerId,
      ...(first ? { commandId: this.command.id, commandHash: this.command.hash } : {}),
    } as Change;
    const { seq, isNew } = await record(this.manager, subject, change);
    if (!isNew) throw new Problem(409, 'already-done', 'This command has been carried out already.');
    return seq;
  }
}

/** Changes of what no workflow owns: rows, entries and the answer to be kept, in one transaction. */
@Injectable()
export class Changes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: IdempotencyKeys,
  ) {}

  /** Does the work and keeps what it answers; all or nothing. */
  async run<R>(command: Command, work: (transaction: Transaction) => Promise<R>): Promise<R> {
    const { claim } = command;
    const answer = await this.dataSource.transaction(async (manager) => {
      const done = await work(new Transaction(manager, command));
      if (claim) await this.keys.keep(claim, { status: claim.successStatus, response: done }, manager);
      return done;
    });
    if (claim) claim.isKept = true;
    return answer;
  }
}
