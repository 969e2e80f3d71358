import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createSendDigest } from '../../activities/deliver.activities.js';
import { createApp } from '../../apps/api/create-app.js';
import type { Digest } from '../../libs/notification/digest.js';
import { renderDigest } from '../../libs/notification/render-digest.js';
import { putIntoDigest } from '../../libs/persistence/repositories/notification.repository.js';
import { ORGANISATION } from '../../libs/records/configuration/changes.js';
import { setPerson } from '../../libs/records/configuration/person.js';
import { record } from '../../libs/records/configuration/record.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { optionsFor } from '../support/api.js';
import { OVERDUE_LADDER, soon, WorkingCourt, type Body } from '../support/working-court.js';

const watch = { everyMs: 100, overdueAfterMs: 500 };
/** Whoever raises an alarm when it hears nothing. */
const listener = createServer((_request, response) => {
  heard += 1;
  response.writeHead(isDeaf ? 500 : 200).end();
});
let heard = 0;
let isDeaf = false;

let court: WorkingCourt;
/** Another process of the same API. */
let other: NestExpressApplication;

beforeAll(async () => {
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const { port } = listener.address() as AddressInfo;
  const heartbeatUrl = `http://127.0.0.1:${port}/`;
  court = await WorkingCourt.start({ watch: { ...watch, heartbeatUrl } });
  const { temporal, api } = court;
  const options = { ...optionsFor(api.database.applicationUrl), temporal, watch };
  other = await createApp({ ...options, temporalTaskQueue: temporal.taskQueue });
  await other.init();
  const admin = { id: 'admin', name: 'Name of admin', email: 'admin@court.example' };
  await api.dataSource.transaction(async (manager) => {
    await record(manager, ORGANISATION, {
      kind: 'officer-set',
      at: '2020-01-01T00:00:00.000Z',
      actor: null,
      body: { id: admin.id, unitId: 'court', hasMail: true },
    });
    await setPerson(manager, admin);
  });
}, 60_000);

afterAll(async () => {
  await other.close();
  await court.close();
  listener.close();
});

async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(50)) {
    const answer = await ask();
    if (isSo(answer)) return answer;
  }
  throw new Error(`it did not come to that: ${JSON.stringify(await ask())}`);
}

const watchdog = async (): Promise<Body> => (await court.get('auditor', '/watchdog')).body;
const found = async (): Promise<string[]> => {
  const { items } = (await court.get('auditor', '/ledger/entries?subject=watchdog')).body as Body;
  return items.map(({ kind }: Body) => kind as string).reverse();
};
const figure = async (name: string): Promise<number> => {
  const { text } = await court.api.raw('get', '/metrics');
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length),
  );
};

/** Has the record compared with what runs, as the schedule does each minute. */
async function compareOnce(): Promise<void> {
  const { client, taskQueue } = court.temporal;
  await client.workflow.execute('watchdogWorkflow', { taskQueue, workflowId: 'watchdog', args: [] });
}

it('a rung that comes while no worker runs is an alarm, once, whoever sees it, until the rung has fired', async () => {
  expect(await watchdog()).toMatchObject({ findings: [], findingCount: 0 });
  const dueAt = soon(1_500);
  const { id } = await court.open({ dueAt, ladder: OVERDUE_LADDER });
  const about = `obligation/${id}`;
  expect((await watchdog()).earliestRung).toEqual({ subject: about, at: dueAt, overdueMs: 0 });
  await court.stopWorker();

  const alarm = await until(watchdog, ({ findings }) => findings.length > 0);
  expect(alarm.findings).toEqual([{ what: 'rung-overdue', about, openedAt: expect.any(String) as string }]);
  expect(alarm.earliestRung.overdueMs).toBeGreaterThan(watch.overdueAfterMs);
  expect(Date.parse(alarm.findings[0].openedAt) - Date.parse(dueAt)).toBeGreaterThan(watch.overdueAfterMs);
  await until(
    () => figure('luze_watchdog_findings{what="rung-overdue"}'),
    (count) => count === 1,
  );
  expect(await figure('luze_rung_overdue_seconds')).toBeGreaterThan(0.5);
  // Both processes have looked some times by now.
  await sleep(500);
  expect(await found()).toEqual(['rung-overdue']);
  for (const administrator of ['admin', 'other-admin']) {
    const { items } = (await court.get(administrator, '/notifications')).body as Body;
    expect(items).toMatchObject([
      { subject: 'watchdog', kind: 'rung-overdue', post: null, as: 'administrator' },
    ]);
  }

  await court.startWorker();
  await until(watchdog, ({ findings }) => findings.length === 0);
  expect(await found()).toEqual(['rung-overdue', 'finding-closed']);
  const { lateness } = await watchdog();
  expect(lateness).toMatchObject({ rungs: 1, p50Ms: lateness.maxMs });
  expect(lateness.maxMs).toBeGreaterThan(watch.overdueAfterMs);
  await until(
    () => figure('luze_rung_overdue_seconds'),
    (seconds) => seconds === 0,
  );
}, 60_000);

it('what was found is written anew from the ledger as it was', async () => {
  expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
});

it('an administrator with an address hears of it by mail, which names what was found', async () => {
  const { dataSource } = court.api;
  const mail = await dataSource.query<{ id: string; officer_id: string }[]>(
    `SELECT id, officer_id FROM notification WHERE channel = 'mail' AND subject = 'watchdog'`,
  );
  expect(mail.map(({ officer_id: officer }) => officer)).toEqual(['admin']);
  await putIntoDigest(dataSource.manager, 'one', [mail[0]!.id]);
  const sent: Digest[] = [];
  const send = createSendDigest({ dataSource, mail: { send: async (digest) => void sent.push(digest) } });
  await send({ subject: 'delivery/admin', messageId: 'one' });
  expect(renderDigest(sent[0] as Digest).subject).toMatch(/Watchdog: a deadline came .*：obligation\//);
});

it('somebody outside hears, once after each full comparison, that all is well, and nothing while it is not', async () => {
  expect(await watchdog()).toMatchObject({ isWell: false, lastRun: null });
  await sleep(300);
  expect(heard).toBe(0);
  await compareOnce();
  await until(
    () => Promise.resolve(heard),
    (times) => times === 1,
  );
  expect(await watchdog()).toMatchObject({
    isWell: true,
    lastRun: { openSubjects: 1, mismatches: { 'clock-missing': 0 }, repaired: 0 },
  });
  await sleep(300);
  expect(heard).toBe(1);

  // What does not take it hears it again, until it does.
  isDeaf = true;
  await compareOnce();
  await until(
    () => Promise.resolve(heard),
    (times) => times > 2,
  );
  isDeaf = false;
  const { endedAt } = (await watchdog()).lastRun;
  expect(await figure('luze_watchdog_last_run_timestamp_seconds')).toBe(Date.parse(endedAt) / 1_000);

  await court.api.dataSource.query(
    `INSERT INTO finding (what, about, opened_at, seq) VALUES ('ledger-gap', 'obligation/any', now(), 1)`,
  );
  await sleep(300);
  const before = heard;
  await compareOnce();
  await until(watchdog, ({ isWell }) => isWell);
  await until(
    () => Promise.resolve(heard),
    (times) => times === before + 1,
  );
}, 30_000);
