import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { createSeal } from '../../activities/seal.activities.js';
import { createWorker } from '../../apps/worker/create-worker.js';
import { WORKFLOWS } from '../../libs/contracts/names.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { keepHistory } from '../replay/histories.js';
import { expectWholeLog } from '../support/log-check.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { appendTo, TestLog } from '../support/sealing.js';
import { createTimeSkippingEnvironment, productionBundle } from '../support/temporal.js';

// What a worker does when all goes well is no news.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});

let database: TestDatabase;
let dataSource: DataSource;
let log: TestLog;
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  [database, log, env] = await Promise.all([
    createTestDatabase(),
    TestLog.create(),
    createTimeSkippingEnvironment(),
  ]);
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
}, 60_000);
afterAll(async () => {
  await env.teardown();
  await dataSource.destroy();
  await Promise.all([database.drop(), log.remove()]);
});

it('seals what is there, tells Temporal that it lives, and answers what it did', async () => {
  await appendTo(dataSource, 'subject/one', 0, 5000);
  const worker = await createWorker({
    connection: env.nativeConnection,
    namespace: 'default',
    taskQueue: 'luze',
    workflowBundle: await productionBundle(),
    // Of no other does this workflow know.
    activities: createSeal(log.parts(dataSource)) as never,
  });
  const handle = await worker.runUntil(async () => {
    const run = await env.client.workflow.start(WORKFLOWS.seal, { workflowId: 'seal', taskQueue: 'luze' });
    expect(await run.result()).toEqual({ entries: 5000, size: 5000, refusal: null });
    return run;
  });
  expect(await expectWholeLog(dataSource, [log.verifierKey])).toBe(5000);
  await keepHistory('seal.v1', handle);
}, 60_000);
