import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { Test } from 'supertest';
import type { ApiOptions } from '../../apps/api/api-options.js';
import { Sessions } from '../../apps/api/auth/sessions.js';
import { openAccount } from '../../libs/identity/accounts.js';
import { ORGANISATION } from '../../libs/records/configuration/changes.js';
import { record } from '../../libs/records/configuration/record.js';
import { BASE, OTHER_UNIT, startTestApi, type TestApi } from './api.js';
import { createTestNamespace, type TestNamespace } from './temporal.js';
import { TestWorker } from './test-worker.js';

// Each command is several transactions: on a busy machine a test of many takes its time.
jest.setTimeout(30_000);

/** Owes, or stands above whoever does, and has no account in the other tests. */
const MORE_ACCOUNTS = ['vice-president', 'superior', 'member-2'];
/** A post of the other unit, which nobody holds. */
export const OTHER_POST = 'other-head';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many routes, read by the tests that know them
export type Body = any;

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;
}

const title = (text: string) => ({ zh: text, en: text });
const MINUTE_MS = 60_000;

export const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Its end does not come while a test runs. */
export const OVERDUE_LADDER = [
  { name: 'overdue', action: 'overdue', offset: { duration: 'PT0S' } },
  { name: 'launch', action: 'launch', offset: { duration: 'P10D' } },
];

/** The small court with the real API and a worker, so that what is opened runs. */
export class WorkingCourt {
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly api: TestApi,
    readonly temporal: TestNamespace,
    private worker: TestWorker,
  ) {}

  static async start(options: Partial<ApiOptions> = {}): Promise<WorkingCourt> {
    const temporal = await createTestNamespace();
    const api = await startTestApi({ temporal, temporalTaskQueue: temporal.taskQueue, ...options });
    await api.dataSource.transaction(async (manager) => {
      for (const id of MORE_ACCOUNTS)
        await openAccount(manager, {
          officerId: id,
          username: id,
          passwordHash: 'none',
          mustChangePassword: false,
        });
      await record(manager, ORGANISATION, {
        kind: 'post-set',
        at: '2020-01-01T00:00:00.000Z',
        actor: null,
        body: {
          id: OTHER_POST,
          kind: 'head',
          unitId: OTHER_UNIT,
          managedBy: null,
          title: title('Other head'),
        },
      });
    });
    return new WorkingCourt(api, temporal, await TestWorker.start(api.dataSource, temporal));
  }

  /** A request in the name of an officer. */
  async send(
    officer: string,
    method: 'get' | 'post' | 'put' | 'patch',
    path: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const test: Test = this.api.raw(method, `${BASE}${path}`).set(headers);
    test.set('Authorization', `Bearer ${await this.tokenOf(officer)}`);
    return (await (body === undefined ? test : test.send(body))) as Answer;
  }

  /** The same with a plan as its body. */
  async sendPlan(officer: string, path: string, text: string): Promise<Answer> {
    const test: Test = this.api.raw('post', `${BASE}${path}`).set('Content-Type', 'application/yaml');
    test.set('Authorization', `Bearer ${await this.tokenOf(officer)}`);
    return (await test.send(text)) as Answer;
  }

  get = (officer: string, path: string): Promise<Answer> => this.send(officer, 'get', path);

  /** A one-off task that the clerk opens for the head, due in an hour, reviewed by nobody; `more` says what is different. */
  task = (more: object = {}): object => ({
    title: title('A task'),
    unit: 'court',
    parties: [{ kind: 'post', id: 'head' }],
    dueAt: soon(60 * MINUTE_MS),
    ...more,
  });

  /** Opens it and answers its representation. */
  async open(more: object = {}, officer = 'clerk'): Promise<Body> {
    const { status, body } = await this.send(officer, 'post', '/obligations', this.task(more));
    if (status !== 201) throw new Error(`not opened: ${JSON.stringify(body)}`);
    return body;
  }

  /** The same, overdue. */
  async openOverdue(more: object = {}): Promise<Body> {
    const task = await this.open({ ladder: OVERDUE_LADDER, dueAt: soon(300), ...more });
    return this.until(task, ({ light }) => light === 'red');
  }

  /** One command; answers its status, and the code of a refusal or the number of the entry. */
  async tell(
    officer: string,
    obligation: { id: string },
    command: string,
    body: object = {},
    headers: Record<string, string> = {},
  ): Promise<string> {
    const answer = await this.send(
      officer,
      'post',
      `/obligations/${obligation.id}/${command}`,
      body,
      headers,
    );
    const { seq, code } = answer.body as { seq?: number; code?: string };
    return `${answer.status} ${seq === undefined ? code : 'recorded'}`;
  }

  /** The one party of a task, as the clerk sees it. */
  async party({ id }: { id: string }): Promise<Body> {
    return (await this.get('clerk', `/obligations/${id}`)).body.partyStates[0];
  }

  /** The kinds of what has been recorded, in their order. */
  async kinds({ id }: { id: string }): Promise<string[]> {
    const rows = await this.api.dataSource.query<{ kind: string }[]>(
      'SELECT kind FROM ledger_entry WHERE subject = $1 ORDER BY seq',
      [`obligation/${id}`],
    );
    return rows.map(({ kind }) => kind);
  }

  /** Asks for an obligation until it is as wanted. */
  async until({ id }: { id: string }, isSo: (detail: Body) => boolean): Promise<Body> {
    for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(50)) {
      const { body } = await this.get('clerk', `/obligations/${id}`);
      if (isSo(body)) return body;
    }
    throw new Error('it did not come to that');
  }

  /** How much is on record: the same before and after means that nothing was written. */
  async countAll(): Promise<Body> {
    const tables = ['ledger_entry', 'subject', 'obligation', 'party_state', 'notification', 'document'];
    const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
    return (await this.api.dataSource.query<[Body]>(`SELECT ${counts.join(', ')}`))[0];
  }

  /** Has nobody fire anything until it is started again. */
  stopWorker = (): Promise<void> => this.worker.stop();

  async startWorker(): Promise<void> {
    this.worker = await TestWorker.start(this.api.dataSource, this.temporal);
  }

  async close(): Promise<void> {
    await this.worker.stop();
    await this.api.close();
    await this.temporal.close();
  }

  private async tokenOf(officer: string): Promise<string> {
    let token = this.tokens.get(officer);
    if (token === undefined) {
      token = await this.api.app.get(Sessions).begin(officer);
      this.tokens.set(officer, token);
    }
    return token;
  }
}
