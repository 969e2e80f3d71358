import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from './instance.js';

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many routes, read by the tests that know them
  readonly body: any;
}

const GIVE_UP_AFTER_MS = 120_000;

/** A client that does what a careful one does: what got no answer is asked again under the same Idempotency-Key. */
export class InstanceClient {
  private token = '';

  constructor(
    private readonly instance: Instance,
    private readonly username: string,
  ) {}

  async signIn(): Promise<this> {
    const { username } = this;
    const answer = await this.persist('POST', '/auth/login', { username, password: this.instance.password });
    this.token = answer.body.accessToken as string;
    return this;
  }

  get(path: string): Promise<Answer> {
    return this.persist('GET', path);
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.persist('POST', path, body);
  }

  /** Every entry of a subject, in its order. */
  async entriesOf(subject: string): Promise<Answer['body'][]> {
    const entries: Answer['body'][] = [];
    let cursor: string | null = null;
    do {
      const page: Answer = await this.get(
        `/ledger/entries?limit=200&subject=${encodeURIComponent(subject)}${cursor ? `&cursor=${cursor}` : ''}`,
      );
      if (page.status !== 200) throw new Error(`the ledger answers ${page.status}`);
      entries.push(...page.body.items);
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    return entries.sort((a, b) => a.seq - b.seq);
  }

  /** Asks until there is an answer that is no "not now". */
  private async persist(method: string, path: string, body?: unknown): Promise<Answer> {
    const key = randomUUID();
    const until = Date.now() + GIVE_UP_AFTER_MS;
    for (;;) {
      try {
        const response = await fetch(`${this.instance.base}/api/v1${path}`, {
          method,
          signal: AbortSignal.timeout(15_000),
          headers: {
            ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
            ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...(method === 'POST' ? { 'Idempotency-Key': key } : {}),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const answer: Answer = { status: response.status, body: await response.json().catch(() => null) };
        const isNotNow =
          answer.status >= 500 || answer.status === 429 || answer.body?.code === 'still-running';
        if (!isNotNow) return answer;
      } catch {
        // No answer at all: the API is being killed or started again.
      }
      if (Date.now() > until) throw new Error(`${method} ${path} got no answer`);
      await sleep(200);
    }
  }
}
