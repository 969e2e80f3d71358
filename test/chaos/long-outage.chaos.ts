import { setTimeout as sleep } from 'node:timers/promises';
import { Instance } from '../support/instance.js';
import { InstanceClient } from '../support/instance-client.js';
import { entriesOf, expectOnce, msFromTo, openTask, rungsOf, until } from './support/task.js';

const GAP_MS = 20_000;
/** A silence is an outage when it has lasted a minute. */
const OUTAGE_MS = 60_000;

let instance: Instance;
let clerk: InstanceClient;
let auditor: InstanceClient;
let office: InstanceClient;
beforeAll(async () => {
  instance = await Instance.create();
  await instance.start();
  clerk = await new InstanceClient(instance, 'clerk').signIn();
  auditor = await new InstanceClient(instance, 'auditor').signIn();
  office = await new InstanceClient(instance, 'office').signIn();
}, 180_000);
afterAll(() => instance.stop(), 60_000);

/** It is handed in, and nothing more comes. */
const handIn = async (task: string): Promise<void> => {
  const items = [{ requirement: 'roster', text: 'the roster' }];
  expect((await office.post(`/obligations/${task}/evidence`, { items })).status).toBe(201);
  const fired = await rungsOf(auditor, task);
  await sleep(2 * GAP_MS);
  expect(await rungsOf(auditor, task)).toEqual(fired);
  await expectOnce(auditor, task);
};

it('of three rungs that fall due while all is down one comes, and the next keeps its distance from it', async () => {
  const due = Date.now() + 20_000;
  const task = await openTask(clerk, { due, gapMs: GAP_MS });
  await instance.halt();
  await sleep(due + OUTAGE_MS + 1_000 - Date.now());
  await instance.start();

  const [overdue, next] = await until(
    () => rungsOf(auditor, task),
    (rungs) => rungs.length > 1,
    3 * GAP_MS,
  );
  expect([overdue.body.rung, next.body.rung]).toEqual(['overdue', 'escalate-1']);
  expect(overdue.body.lateMs).toBe(msFromTo(overdue.body.plannedAt, overdue.at));
  expect(overdue.body.lateMs).toBeGreaterThan(OUTAGE_MS);
  expect(msFromTo(overdue.at, next.body.plannedAt)).toBe(GAP_MS);
  await handIn(task);
}, 400_000);

it('of the rungs that fall due while only the API is frozen one comes, and the next when somebody could act again', async () => {
  const due = Date.now() + OUTAGE_MS + 30_000;
  const task = await openTask(clerk, { due, gapMs: GAP_MS });
  instance.freeze('api');
  await sleep(due + 3 * GAP_MS - Date.now());
  const thawedAt = new Date().toISOString();
  instance.thaw('api');

  const [overdue, next] = await until(
    () => rungsOf(auditor, task),
    (rungs) => rungs.length > 1,
    4 * GAP_MS,
  );
  expect([overdue.body.rung, next.body.rung]).toEqual(['overdue', 'escalate-1']);
  expect(overdue.body.lateMs).toBeLessThan(5_000);
  expect(next.at > thawedAt).toBe(true);
  const putOff = await entriesOf(auditor, task, 'rung-put-off');
  expect(putOff.map(({ body }) => body.rung)).toEqual(['escalate-1', 'escalate-1']);
  await handIn(task);
}, 400_000);

it('has tables that equal what its ledger gives', async () => {
  const { code, output } = await instance.luze('rebuild', '--check');
  expect([code, output]).toEqual([0, expect.any(String)]);
}, 60_000);
