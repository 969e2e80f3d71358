import { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { SubjectNotices } from '../../apps/api/subjects/subject-notices.js';
import { PartyStateEntity } from '../../libs/persistence/entities/party-state.entity.js';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
let client: Client;
const subject = 'obligation/owed-by-the-head';

beforeAll(async () => {
  api = await startTestApi();
  client = api.app.get(Client);
  // No worker runs: what reaches the workflow stays readable in its history.
  await client.workflow.start('dutyWorkflow', { workflowId: subject, taskQueue: 'nobody', args: [subject] });
  await api.dataSource.query(
    `INSERT INTO obligation (id, unit_id, duty_id, duty_version, title, procedure, floor, status, party_counts, version)
     VALUES ('owed-by-the-head', 'court', 'x', 1, '{"zh": "x", "en": "x"}', 'duty', false, 'open', '{}', 1)`,
  );
  await api.dataSource.getRepository(PartyStateEntity).insert({
    subject,
    stage: 'x',
    party: 'head',
    position: 0,
    status: 'open',
    light: 'red',
    due: '2026-01-01T00:00:00.000Z',
    mover: null,
    endedAt: null,
    concerns: ['head'],
    state: { party: { id: 'head', kind: 'post', actsThrough: ['head'], levels: [], reviewers: [] } } as never,
  });
}, 60_000);

afterAll(async () => {
  await client.workflow.getHandle(subject).terminate();
  await api.close();
});

async function signals(): Promise<unknown[]> {
  await api.app.get(SubjectNotices).settled();
  const { events } = await client.workflow.getHandle(subject).fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
    signal ? [defaultPayloadConverter.fromPayload(signal.input?.payloads?.[0] as never)] : [],
  );
}

it('a new holder is told to what the post owes', async () => {
  const { items } = (await api.send('admin', 'get', '/posts/head/tenures')).body as {
    items: [{ id: string }];
  };
  const ended = await api
    .send('admin', 'post', `/posts/head/tenures/${items[0].id}/ending`)
    .send({ to: '2022-11-01T00:00:00Z' });
  expect(ended.status).toBe(200);
  const begun = await api
    .send('admin', 'post', '/posts/head/tenures')
    .send({ officer: 'member-1', from: '2022-11-01T00:00:00Z' });
  expect(begun.status).toBe(201);
  const { id } = begun.body as { id: string };
  expect(await signals()).toEqual([{ kind: 'holder-entered', id: `holder-entered/${id}`, post: 'head' }]);
});

it('waits for the new holder with what was open', async () => {
  expect((await api.send('member-1', 'get', '/me')).body).toMatchObject({
    waiting: {
      toDo: 1,
      toDecide: 0,
      late: 1,
      items: [{ obligation: 'owed-by-the-head', stage: 'x', party: 'head', as: 'owner', light: 'red' }],
    },
  });
  expect((await api.send('head', 'get', '/me')).body).toMatchObject({ waiting: { toDo: 0, items: [] } });
});

it('a new version of the calendar is told to what is open', async () => {
  await api.dataSource.query(`UPDATE unit SET calendar_id = 'another' WHERE id = 'other-court'`);
  const unit = { id: 'renews', parent: 'court', title: { zh: 'x', en: 'x' } };
  expect((await api.send('admin', 'post', '/units').send(unit)).status).toBe(201);
  const set = await api
    .send('admin', 'put', '/calendars/court-calendar/days/2026-12-01')
    .set('If-Match', '"1"')
    .send({ working: false, name: '院庆' });
  expect(set.status).toBe(200);
  expect((await signals()).at(-1)).toEqual({
    kind: 'calendar-changed',
    id: 'calendar-changed/court-calendar/2',
  });
});

it('a post that owes something is not ended', async () => {
  const { items } = (await api.send('admin', 'get', '/posts/head/tenures')).body as {
    items: [{ id: string }];
  };
  await api
    .send('admin', 'post', `/posts/head/tenures/${items[0].id}/ending`)
    .send({ to: '2022-11-02T00:00:00Z' });
  expect((await api.send('admin', 'post', '/posts/head/ending')).body).toMatchObject({
    status: 409,
    code: 'still-owes',
  });
});
