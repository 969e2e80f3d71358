import { setTimeout as sleep } from 'node:timers/promises';
import { WorkingCourt, type Answer, type Body } from '../support/working-court.js';

let court: WorkingCourt;
const title = (text: string) => ({ zh: text, en: text });

const stage = (workingDays: number): object => ({
  name: 'report',
  title: title('Report'),
  kind: 'duty',
  parties: { named: [{ kind: 'post', id: 'head' }] },
  due: { from: 'period-end', offset: { workingDays } },
  ladder: {
    rungs: [
      { name: 'overdue', action: 'overdue', offset: { workingDays: 0 } },
      { name: 'lapse', action: 'lapse', offset: { workingDays: 9 } },
    ],
  },
  evidence: [],
  review: null,
});
const dutyWith = (workingDays: number, floor = false): object => ({
  title: title('Report'),
  row: null,
  basis: { source: title('Test'), strength: 'our-default' },
  procedure: 'duty',
  floor,
  stages: [stage(workingDays)],
});

beforeAll(async () => {
  court = await WorkingCourt.start();
  for (const [key, floor] of [
    ['report', false],
    ['floor', true],
  ] as const) {
    const duty = { ...dutyWith(5, floor), unit: 'court', key };
    expect((await court.send('admin', 'post', '/duties', duty)).status).toBe(201);
    const cycle = {
      id: key,
      unit: 'court',
      duty: `court.${key}`,
      rule: 'FREQ=MONTHLY',
      startDate: '2027-01-01',
    };
    expect((await court.send('admin', 'post', '/cycles', cycle)).status).toBe(201);
    await until(`/cycles/${key}`, ({ next }) => next !== null);
  }
}, 60_000);

afterAll(() => court.close());

const propose = (path: string, more: object, officer = 'admin'): Promise<Answer> =>
  court.send(officer, 'post', path, { from: '2027-07-01', reason: 'Meeting 7, item 3', ...more });

const decide = (officer: string, change: string, approve = true, reason?: string): Promise<Answer> =>
  court.send(officer, 'post', `${change}/approval`, { approve, reason });

async function until(path: string, isSo: (body: Body) => boolean): Promise<Body> {
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(50)) {
    const { body } = await court.get('auditor', path);
    if (isSo(body)) return body;
  }
  throw new Error('it did not come to that');
}

const dueDates = (periods: Body[]): string[] =>
  periods.map(({ from, stages }) => `${from} ${stages[0].dueAt}`);

it('a duty is proposed, previewed, approved by another person, and in force from its date on', async () => {
  const path = '/duties/court.report/changes';
  const proposed = await propose(path, { duty: dutyWith(8) });
  expect(proposed.status).toBe(201);
  expect(proposed.body).toMatchObject({
    n: 1,
    status: 'proposed',
    approver: 'president',
    touchesFloor: false,
  });
  const waiting = await until(`${path}/1`, ({ proposedAt }) => proposedAt !== null);
  expect(waiting).toMatchObject({ inFlight: 'untouched', proposedBy: 'admin', decidedBy: null });
  expect((await court.get('president', '/me')).body.waiting.items).toMatchObject([
    { subject: 'change/duty.court.report.1', obligation: null, stage: 'approval', as: 'owner' },
  ]);

  const { body: preview } = await court.get('head', `${path}/1/preview`);
  expect(preview).toMatchObject({ cycleCount: 1, cycles: [{ cycle: 'report' }] });
  const [{ before, after }] = preview.cycles;
  expect(before[0].from).toBe('2027-07-01');
  expect(before).toHaveLength(after.length);
  // Five and eight working days after the end of July 2027, a Saturday.
  expect([dueDates(before)[0], dueDates(after)[0]]).toEqual([
    '2027-07-01 2027-08-06T15:59:59.999Z',
    '2027-07-01 2027-08-11T15:59:59.999Z',
  ]);

  expect((await decide('admin', `${path}/1`)).body).toMatchObject({ status: 409, code: 'same-person' });
  expect((await decide('member-1', `${path}/1`)).status).toBe(403);
  expect((await decide('president', `${path}/1`)).status).toBe(201);
  expect((await decide('president', `${path}/1`)).body).toMatchObject({ code: 'not-running' });
  expect((await court.get('head', `${path}/1`)).body).toMatchObject({
    status: 'approved',
    decidedBy: 'president',
  });
  expect((await court.get('head', '/duties/court.report')).body).toMatchObject({ version: 2 });
  await until('/ledger/entries?subject=cycle/report&kind=change-adopted', ({ items }) => items.length === 1);
  const { body } = await court.get('head', '/cycles/report/preview?from=2027-06-01&to=2027-08-31');
  expect(dueDates(body.periods)).toEqual([
    '2027-06-01 2027-07-07T15:59:59.999Z',
    '2027-07-01 2027-08-11T15:59:59.999Z',
    '2027-08-01 2027-09-10T15:59:59.999Z',
  ]);
});

it('a cycle gets another rhythm, and one that is rejected stays as it was', async () => {
  const path = '/cycles/report/changes';
  expect((await propose(path, { rule: 'FREQ=MONTHLY;INTERVAL=3' })).status).toBe(201);
  await until(`${path}/1`, ({ proposedAt }) => proposedAt !== null);
  expect((await decide('president', `${path}/1`, false)).body.errors).toEqual([
    { pointer: '/reason', detail: 'must say why it is rejected' },
  ]);
  expect((await decide('president', `${path}/1`, false, 'Not yet')).status).toBe(201);
  expect((await propose(path, { rule: 'FREQ=MONTHLY;INTERVAL=3' })).body).toMatchObject({ n: 2 });
  await until(`${path}/2`, ({ proposedAt }) => proposedAt !== null);
  expect((await decide('president', `${path}/2`)).status).toBe(201);
  expect((await court.get('head', path)).body.items.map(({ n, status }: Body) => [n, status])).toEqual([
    [1, 'rejected'],
    [2, 'approved'],
  ]);
  await until('/ledger/entries?subject=cycle/report&kind=change-adopted', ({ items }) => items.length === 2);
  const { body } = await court.get('head', '/cycles/report/preview?from=2027-06-01&to=2027-12-31');
  expect(body.periods.map(({ from, to }: Body) => `${from} ${to}`)).toEqual([
    '2027-06-01 2027-06-30',
    '2027-07-01 2027-09-30',
    '2027-10-01 2027-12-31',
  ]);
});

it('shows what a change made otherwise also once it is in force, and lists the tenth after the ninth', async () => {
  const cycle = { unit: 'court', duty: 'court.report', rule: 'FREQ=MONTHLY', startDate: '2027-01-01' };
  expect((await court.send('admin', 'post', '/cycles', { ...cycle, id: 'other' })).status).toBe(201);
  await until('/cycles/other', ({ next }) => next !== null);
  const path = '/cycles/other/changes';
  const from = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const rule = 'FREQ=MONTHLY;INTERVAL=6';
  expect((await propose(path, { rule, from })).status).toBe(201);
  await until(`${path}/1`, ({ proposedAt }) => proposedAt !== null);
  const proposed = (await court.get('head', `${path}/1/preview`)).body;
  expect(proposed.cycles[0].before.length).toBeGreaterThan(proposed.cycles[0].after.length);
  expect((await decide('president', `${path}/1`)).status).toBe(201);
  await until('/ledger/entries?subject=cycle/other&kind=change-applied', ({ items }) => items.length === 1);
  expect((await court.get('head', `${path}/1/preview`)).body).toEqual(proposed);

  for (let n = 2; n <= 11; n += 1) expect((await propose(path, { rule })).body).toMatchObject({ n });
  const first = (await court.get('head', `${path}?limit=9`)).body;
  const rest = (await court.get('head', `${path}?cursor=${first.nextCursor}`)).body;
  const numbers = [...first.items, ...rest.items].map(({ n }: Body) => n);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

it('a policy is in force from its date on, for every cycle of the unit', async () => {
  const path = '/units/court/policy-changes';
  expect((await propose(path, { policy: { maxExtensions: 1 } })).body).toMatchObject({
    terms: { policy: { version: 2, maxExtensions: 1, graceWorkingDays: 5 } },
  });
  await until(`${path}/1`, ({ proposedAt }) => proposedAt !== null);
  expect((await decide('president', `${path}/1`)).status).toBe(201);
  const policies = await court.api.dataSource.query('SELECT version, policy, set_at FROM policy');
  expect(policies).toMatchObject([{ policy: { maxExtensions: 1 }, set_at: '2027-06-30T16:00:00.000Z' }]);
  for (const cycle of ['report', 'other', 'floor'])
    await until(`/ledger/entries?subject=cycle/${cycle}&kind=change-adopted`, ({ items }) =>
      items.some(({ body }: Body) => body.terms.policy?.maxExtensions === 1),
    );
});

it('a floor cannot be loosened where no superior unit is there to approve it', async () => {
  for (const [path, change] of [
    ['/duties/court.floor/changes', { duty: dutyWith(9, true) }],
    ['/cycles/floor/changes', { rule: 'FREQ=YEARLY' }],
  ] as const)
    expect((await propose(path, change)).body).toMatchObject({ status: 409, code: 'nobody-approves' });
  const renamed = { ...dutyWith(5, true), title: title('Another name') };
  expect((await propose('/duties/court.floor/changes', { duty: renamed })).status).toBe(201);
});

it.each([
  ['/cycles/report/changes', {}, 400, ''],
  ['/cycles/report/changes', { rule: 'FREQ=HOURLY' }, 400, '/rule'],
  ['/cycles/report/changes', { dutyVersion: 9 }, 400, '/dutyVersion'],
  ['/cycles/report/changes', { rule: 'FREQ=YEARLY', from: '2020-01-01' }, 400, '/from'],
  ['/cycles/report/changes', { rule: 'FREQ=YEARLY', inFlight: 'extend' }, 400, '/extendTo'],
  ['/duties/court.report/changes', { duty: { ...dutyWith(5), stages: [] } }, 400, '/duty/stages'],
  ['/units/court/policy-changes', { policy: {} }, 400, '/policy'],
  ['/units/none/policy-changes', { policy: { maxExtensions: 1 } }, 404, undefined],
  ['/cycles/none/changes', { rule: 'FREQ=YEARLY' }, 404, undefined],
])('nothing is proposed of %s with %j', async (path, change, status, pointer) => {
  const { body } = await propose(path, change);
  expect([body.status, body.errors?.[0].pointer]).toEqual([status, pointer]);
});

it('an officer without a say proposes nothing', async () => {
  expect((await propose('/cycles/report/changes', { rule: 'FREQ=YEARLY' }, 'head')).status).toBe(403);
  expect((await court.get('head', '/cycles/report/changes/99')).status).toBe(404);
});
