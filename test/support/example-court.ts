import type { NestExpressApplication } from '@nestjs/platform-express';
import request, { type Test } from 'supertest';
import { DataSource } from 'typeorm';
import { Sessions } from '../../apps/api/auth/sessions.js';
import { createApp } from '../../apps/api/create-app.js';
import { Passwords } from '../../libs/identity/passwords.js';
import { instantOf } from '../../libs/domain/time.js';
import { installExample } from '../../libs/plan/adopt/install-example.js';
import type { ExampleOrganisation } from '../../libs/plan/organisation.js';
import { readPack, shippedPackFolder } from '../../libs/plan/pack.js';
import { BASE, optionsFor } from './api.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { createTestNamespace, type TestNamespace } from './temporal.js';
import { TestWorker } from './test-worker.js';

type Method = 'get' | 'post' | 'put';

/** The example court of the shipped pack, with the real API and a worker, and no plan yet. */
export class ExampleCourt {
  private readonly tokens = new Map<string, string>();
  private worker: TestWorker | undefined;

  private constructor(
    private readonly app: NestExpressApplication,
    private readonly database: TestDatabase,
    private readonly temporal: TestNamespace,
    readonly dataSource: DataSource,
    /** The text of its plan. */
    readonly planText: string,
  ) {}

  static async start(): Promise<ExampleCourt> {
    const [database, temporal] = await Promise.all([createTestDatabase(), createTestNamespace()]);
    const app = await createApp({
      ...optionsFor(database.applicationUrl),
      temporal,
      temporalTaskQueue: temporal.taskQueue,
    });
    await app.listen(0, '127.0.0.1');
    const { source, example } = await readPack(shippedPackFolder('court'));
    const passwordHash = await new Passwords().hash('a password for the test');
    const dataSource = app.get(DataSource);
    await dataSource.transaction((manager) =>
      installExample(manager, example as ExampleOrganisation, { at: instantOf(Date.now()), passwordHash }),
    );
    return new ExampleCourt(app, database, temporal, dataSource, source.text);
  }

  /** Lets a worker take the commands. */
  async startWorker(): Promise<void> {
    this.worker = await TestWorker.start(this.dataSource, this.temporal);
  }

  /** A request below `/api/v1` in the name of the officer with this id. */
  async send(officer: string, method: Method, path: string, body?: object): Promise<Awaited<Test>> {
    const test = request(this.app.getHttpServer())[method](`${BASE}${path}`);
    test.set('Authorization', `Bearer ${await this.tokenOf(officer)}`);
    return body === undefined ? await test : await test.send(body);
  }

  /** The same with a plan as its body. */
  async sendPlan(
    officer: string,
    path: string,
    text: string,
    more: Record<string, string> = {},
  ): Promise<Awaited<Test>> {
    return await request(this.app.getHttpServer())
      .post(`${BASE}${path}`)
      .set({
        Authorization: `Bearer ${await this.tokenOf(officer)}`,
        'Content-Type': 'application/yaml',
        ...more,
      })
      .send(text);
  }

  put(officer: string, path: string, ifMatch: string, body: object): Promise<Awaited<Test>> {
    return this.replace('put', officer, path, ifMatch, body);
  }

  patch(officer: string, path: string, ifMatch: string, body: object): Promise<Awaited<Test>> {
    return this.replace('patch', officer, path, ifMatch, body);
  }

  async close(): Promise<void> {
    await this.worker?.stop();
    await this.app.close();
    await this.temporal.close();
    await this.database.drop();
  }

  private async replace(
    method: 'put' | 'patch',
    officer: string,
    path: string,
    ifMatch: string,
    body: object,
  ): Promise<Awaited<Test>> {
    return await request(this.app.getHttpServer())
      [method](`${BASE}${path}`)
      .set({ Authorization: `Bearer ${await this.tokenOf(officer)}`, 'If-Match': ifMatch })
      .send(body);
  }

  private async tokenOf(officer: string): Promise<string> {
    let token = this.tokens.get(officer);
    if (token === undefined) {
      token = await this.app.get(Sessions).begin(officer);
      this.tokens.set(officer, token);
    }
    return token;
  }
}
