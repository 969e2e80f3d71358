import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { API_OPTIONS, type ApiOptions } from '../../api-options.js';
import { Problem } from '../problem/problem.js';
import { IdempotencyKeyEntity } from '../../../../libs/persistence/entities/idempotency-key.entity.js';

/**
 * Longer than a request runs: what has not been answered by then has crashed, and may be asked again. Should it run after all, the
 * command's id makes the two one.
 */
const LEASE = '20 seconds';
const KEPT_FOR = '7 days';
const PRUNE_EVERY_MS = 3_600_000;

/** A key that this request holds. */
export interface Claim {
  readonly caller: string;
  readonly key: string;
  /** When it was claimed; tells this claim from a later one. */
  readonly since: string;
  /** The status that the route answers when all goes well. */
  readonly successStatus: number;
  isKept: boolean;
}

/** What the first request under a key was answered. */
export interface KeptAnswer {
  readonly status: number;
  readonly response: unknown;
}

type Claiming = { readonly claimed: string } | { readonly kept: KeptAnswer } | 'running' | 'another-request';

/** The keys under which callers ask, with the answers that they got. */
@Injectable()
export class IdempotencyKeys {
  private prunedAtMs = 0;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /**
   * Takes the key for this request, unless it was taken before. A request that ended without an answer may be asked again after
   * that: what it had done the ledger knows by the command's id.
   */
  async claim(caller: string, key: string, requestHash: string): Promise<Claiming> {
    await this.prune();
    const [created] = await this.dataSource.query<{ created_at: string }[]>(
      `INSERT INTO idempotency_key (caller, key, request_hash, created_at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT DO NOTHING RETURNING created_at`,
      [caller, key, requestHash],
    );
    if (created) return { claimed: created.created_at };
    const row = await this.dataSource.getRepository(IdempotencyKeyEntity).findOneBy({ caller, key });
    if (row === null) return 'running';
    if (row.requestHash !== requestHash) return 'another-request';
    if (row.status !== null) return { kept: { status: row.status, response: this.opened(row) } };
    const [[again] = []] = await this.dataSource.query<[{ created_at: string }[], number]>(
      `UPDATE idempotency_key SET created_at = clock_timestamp()
       WHERE caller = $1 AND key = $2 AND status IS NULL AND created_at < clock_timestamp() - $3::interval
       RETURNING created_at`,
      [caller, key, LEASE],
    );
    return again ? { claimed: again.created_at } : 'running';
  }

  /**
   * Keeps the answer, inside the transaction of the change itself where there is one.
   * @throws Problem 409 when the key is not this claim's any more
   */
  async keep(
    claim: Claim,
    { status, response }: KeptAnswer,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    const [, keptCount] = await manager.query<[unknown, number]>(
      `UPDATE idempotency_key SET status = $4, response = $5
       WHERE caller = $1 AND key = $2 AND created_at = $3 AND status IS NULL`,
      [claim.caller, claim.key, claim.since, status, this.sealed(claim, response)],
    );
    // It ran for longer than its lease and somebody else has the key: that one's answer counts.
    if (keptCount !== 1) throw stillRunning();
  }

  /** Gives the key back: the same request may be tried again. */
  async release(claim: Claim): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM idempotency_key WHERE caller = $1 AND key = $2 AND created_at = $3 AND status IS NULL`,
      [claim.caller, claim.key, claim.since],
    );
  }

  /** Answers hold names and texts: what is kept of them is for nobody who has the database alone. */
  private sealed({ caller, key }: Claim, response: unknown): Buffer {
    return this.options.instanceKey.seal(JSON.stringify(response ?? null), placeOf(caller, key));
  }

  private opened({ caller, key, response }: IdempotencyKeyEntity): unknown {
    if (response === null) return null;
    return JSON.parse(this.options.instanceKey.open(response, placeOf(caller, key)).toString('utf8'));
  }

  private async prune(): Promise<void> {
    if (Date.now() - this.prunedAtMs < PRUNE_EVERY_MS) return;
    this.prunedAtMs = Date.now();
    await this.dataSource.query(
      `DELETE FROM idempotency_key WHERE created_at < clock_timestamp() - $1::interval`,
      [KEPT_FOR],
    );
  }
}

const placeOf = (caller: string, key: string): string => JSON.stringify(['answer', caller, key]);

export const stillRunning = (): Problem =>
  new Problem(409, 'still-running', 'The first request under this Idempotency-Key is still running.', {
    retryAfterSeconds: 1,
  });
