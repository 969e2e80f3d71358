import { setTimeout as sleep } from 'node:timers/promises';
import { Instance } from '../support/instance.js';
import { InstanceClient } from '../support/instance-client.js';
import { expectOnce, msFromTo, openTask, rungsOf, until } from './support/task.js';

const FROZEN_MS = 120_000;
const LEAD_MS = 5_000;
const GAP_MS = 30_000;
/** The last of them falls due while the worker is still frozen. */
const RUNGS = ['overdue', 'escalate-1', 'escalate-2', 'launch'];

let instance: Instance;
let clerk: InstanceClient;
let auditor: InstanceClient;
beforeAll(async () => {
  instance = await Instance.create();
  await instance.start();
  clerk = await new InstanceClient(instance, 'clerk').signIn();
  auditor = await new InstanceClient(instance, 'auditor').signIn();
}, 180_000);
afterAll(() => instance.stop(), 60_000);

it('a worker that is frozen for two minutes while rungs fall due is noticed, and what it missed comes once and late', async () => {
  const due = Date.now() + LEAD_MS;
  const task = await openTask(clerk, { due, gapMs: GAP_MS });
  await sleep(1_000);
  instance.freeze('worker');
  const frozenUntil = Date.now() + FROZEN_MS;

  const [alarm] = await until(
    () => auditor.entriesOf('watchdog'),
    (entries) => entries.length > 0,
    due + 60_000 - Date.now(),
  );
  expect(alarm.kind).toBe('rung-overdue');
  expect(alarm.body.about).toEqual([`obligation/${task}`]);
  expect(msFromTo(alarm.body.plannedAt, alarm.at)).toBeLessThan(60_000);
  expect((await auditor.get('/watchdog')).body.isWell).toBe(false);
  expect(await rungsOf(auditor, task)).toEqual([]);

  await sleep(frozenUntil - Date.now());
  instance.thaw('worker');
  const [overdue] = await until(
    () => rungsOf(auditor, task),
    (rungs) => rungs.length > 0,
    60_000,
  );
  const latestMs = Date.now() - due;
  expect(overdue.body.rung).toBe('overdue');
  expect(overdue.body.lateMs).toBe(msFromTo(overdue.body.plannedAt, overdue.at));
  expect(overdue.body.lateMs).toBeGreaterThan(FROZEN_MS - LEAD_MS);
  const { lateness } = (await auditor.get('/watchdog')).body;
  expect(lateness.maxMs).toBeGreaterThan(FROZEN_MS - LEAD_MS);
  expect(lateness.maxMs).toBeLessThan(latestMs);

  const all = await until(
    () => rungsOf(auditor, task),
    (rungs) => rungs.length === RUNGS.length,
    4 * GAP_MS,
  );
  expect(all.map(({ body }) => body.rung)).toEqual(RUNGS);
  // Each keeps its distance from the one before it, which came late.
  for (const [index, rung] of all.slice(1).entries())
    expect(msFromTo(all[index].at, rung.body.plannedAt)).toBeGreaterThanOrEqual(GAP_MS - 2_000);
  await expectOnce(auditor, task);
  const kinds = (await auditor.entriesOf('watchdog')).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'rung-overdue')).toHaveLength(1);
  expect(kinds).toContain('finding-closed');
}, 400_000);

it('has tables that equal what its ledger gives', async () => {
  const { code, output } = await instance.luze('rebuild', '--check');
  expect([code, output]).toEqual([0, expect.any(String)]);
}, 60_000);
