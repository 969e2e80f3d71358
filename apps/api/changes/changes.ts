import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { DispatchBrief } from '../../../libs/domain/dispatch/dispatch.js';
import { dispatchSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf, type Instant } from '../../../libs/domain/time.js';
import type { Change, ChangeBodies, ChangeKind } from '../../../libs/records/configuration/changes.js';
import { record } from '../../../libs/records/configuration/record.js';
import { openSubjects, type NewOpening } from '../../../libs/records/subjects/open-subjects.js';
import type { Command } from '../common/idempotency/command.js';
import { IdempotencyKeys } from '../common/idempotency/idempotency-keys.js';
import { Problem } from '../common/problem/problem.js';
import { SubjectStarts } from '../subjects/subject-starts.js';

/** The transaction of one command: what it records, and the tables. */
export class Transaction {
  /** The instant of all that it records. */
  readonly at: Instant = instantOf(Date.now());
  /** Subjects from which something follows that is to be started once all of it is on record. */
  readonly openers = new Set<string>();
  private recordedCount = 0;
  private lastSubject: string | null = null;

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
    this.lastSubject = subject;
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

  /**
   * Puts on record that what was recorded leads to commands or notices to other subjects: they are sent after the commit, whatever
   * happens to this process. One with this id that is there already stays as it is.
   *
   * @param opener the subject from whose change it follows; the one recorded last where it is left out
   */
  async dispatch(brief: DispatchBrief, opener = this.lastSubject): Promise<void> {
    if (opener === null) throw new Error('a dispatch follows from what the transaction has recorded');
    await this.open({ subject: dispatchSubject(brief.id), brief }, opener);
  }

  /**
   * Puts a subject on record whose workflow is started after the commit.
   *
   * @param opener the subject from which it comes
   */
  async open(opening: NewOpening, opener: string): Promise<void> {
    await openSubjects(this.manager, [opening], opener);
    this.openers.add(opener);
  }
}

/** Changes of what no workflow owns: rows, entries and the answer to be kept, in one transaction. */
@Injectable()
export class Changes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: IdempotencyKeys,
    private readonly starts: SubjectStarts,
  ) {}

  /** Does the work and keeps what it answers, all or nothing; then starts what it dispatches. */
  async run<R>(command: Command, work: (transaction: Transaction) => Promise<R>): Promise<R> {
    const { claim } = command;
    let openers: ReadonlySet<string> = new Set();
    const answer = await this.dataSource.transaction(async (manager) => {
      const transaction = new Transaction(manager, command);
      const done = await work(transaction);
      ({ openers } = transaction);
      if (claim) await this.keys.keep(claim, { status: claim.successStatus, response: done }, manager);
      return done;
    });
    if (claim) claim.isKept = true;
    await Promise.all([...openers].map((opener) => this.starts.start(opener)));
    return answer;
  }
}
