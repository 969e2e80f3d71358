import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { Reachability } from '../../apps/api/temporal/reachability.js';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
const taskQueue = `reachability-${process.pid}`;

beforeAll(async () => {
  api = await startTestApi({ temporalTaskQueue: taskQueue });
}, 60_000);

afterAll(() => api.close());

const prove = () => api.app.get(Reachability).prove();
const watch = () =>
  api.dataSource.query<{ starts_at: string; ends_at: string | null }[]>('SELECT * FROM outage');

it('is not proven while no worker asks for work', async () => {
  expect(await prove()).toBe(false);
  expect(await watch()).toEqual([]);
});

it('is proven while one does, and the time between two proofs too far apart is an outage', async () => {
  const client = api.app.get(Client);
  // Asks as a worker does, and gets nothing.
  const polling = client
    .withDeadline(Date.now() + 8_000, () =>
      client.workflowService.pollWorkflowTaskQueue({
        namespace: 'default',
        taskQueue: { name: taskQueue },
        identity: 'a worker',
      }),
    )
    .catch(() => undefined);
  for (let round = 0; round < 50 && !(await prove()); round += 1) await sleep(100);
  expect(await watch()).toMatchObject([{ ends_at: null }]);
  await api.dataSource.query(`UPDATE outage SET starts_at = starts_at - interval '10 minutes'`);
  expect(await prove()).toBe(true);
  const ended = (await watch()).filter(({ ends_at: end }) => end !== null);
  expect(ended).toHaveLength(1);
  await polling;
}, 30_000);

it('is not proven while the database is away', async () => {
  await api.dataSource.destroy();
  expect(await prove()).toBe(false);
  await api.dataSource.initialize();
});
