import { setTimeout as sleep } from 'node:timers/promises';
import type { Told } from '../../libs/domain/stage/entries.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { soon, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;

const title = { zh: '名称', en: 'Name' };
const seconds = (count: number) => ({ duration: `PT${count}S` });
const OVERDUE = { name: 'overdue', action: 'overdue', offset: seconds(0) };
const LAPSE = { name: 'lapse', action: 'lapse', offset: { duration: 'P10D' } };
const escalate = (name: string, after: number) => ({
  name,
  action: 'escalate',
  offset: seconds(after),
  level: 1,
});

async function enter(path: string, body: object = {}, status = 201): Promise<Body> {
  const answer = await court.send('admin', 'post', path, body);
  expect({ path, status: answer.status, body: answer.body }).toMatchObject({ path, status });
  return answer.body;
}

const enterPost = async (id: string, unit: string, managedBy: string, holder?: string): Promise<void> => {
  await enter('/posts', { id, unit, title, kind: 'changing', managedBy });
  if (holder !== undefined) await enter(`/posts/${id}/tenures`, { officer: holder, from: soon(0) });
};

/** A task of `party` that is due in a second, and of which somebody above hears at once. */
const openFor = (party: object, more: object = {}): Promise<Body> =>
  court.open({
    parties: [party],
    dueAt: soon(1_000),
    ladder: [OVERDUE, escalate('escalate-1', 0.5), LAPSE],
    ...more,
  });
const post = (id: string) => ({ kind: 'post', id });

interface Entry {
  readonly kind: string;
  readonly body: {
    readonly rung?: string;
    readonly told: readonly Told[];
    readonly passed: readonly object[];
  };
}

/** The entries of an obligation of one kind, as the ledger has them. */
async function entriesOf({ id }: Body, kind: string): Promise<Entry['body'][]> {
  const rows = await court.api.dataSource.query<Entry[]>(
    'SELECT kind, body FROM ledger_entry WHERE subject = $1 AND kind = $2 ORDER BY seq',
    [`obligation/${id}`, kind],
  );
  return rows.map(({ body }) => body);
}

async function fired(task: Body, rung: string): Promise<Entry['body']> {
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(50)) {
    const found = (await entriesOf(task, 'rung-fired')).find((body) => body.rung === rung);
    if (found !== undefined) return found;
  }
  throw new Error(`${rung} has not fired`);
}

const level = ({ told }: Entry['body']): readonly Told[] => told.filter(({ as }) => as === 'level');

beforeAll(async () => {
  court = await WorkingCourt.start();
  for (const id of ['department', 'small']) await enter('/units', { id, parent: 'court', title });
  await enterPost('second-vice-president', 'court', 'president', 'member-2');
  await enterPost('department-head', 'department', 'vice-president', 'member-1');
}, 60_000);

afterAll(() => court.close());

it('a portfolio that changes in the middle of a ladder: each rung and each command finds whoever has it then', async () => {
  const changeover = soon(5_000);
  const portfolio = await enter('/posts/vice-president/portfolios', { unit: 'department', from: soon(0) });
  await enter(`/posts/vice-president/portfolios/${portfolio.id}/ending`, { to: changeover }, 200);
  await enter('/posts/second-vice-president/portfolios', { unit: 'department', from: changeover });
  // One that lapses after the change, and one that is still open then.
  const openIn = (lapse: object) =>
    court.open({
      unit: 'department',
      parties: [post('department-head')],
      dueAt: soon(500),
      ladder: [OVERDUE, escalate('escalate-1', 1), lapse],
    });
  const [task, other] = await Promise.all([openIn({ ...LAPSE, offset: seconds(6) }), openIn(LAPSE)]);
  const [opened] = (await entriesOf(task, 'stage-opened')) as Body[];
  expect(opened.groups[0].parties[0].levels).toEqual(['charge/department', 'president', 'superior']);

  expect(level(await fired(task, 'escalate-1'))).toEqual([
    { officer: 'vice-president', post: 'vice-president', as: 'level' },
  ]);
  expect((await court.get('vice-president', `/obligations/${other.id}`)).status).toBe(200);
  const urge = { kind: 'urge', reason: 'It is time.' };
  expect(await court.tell('vice-president', other, 'interventions', urge)).toBe('201 recorded');

  expect(level(await fired(task, 'lapse'))).toEqual([
    { officer: 'member-2', post: 'second-vice-president', as: 'level' },
  ]);
  const extend = { kind: 'extend', until: soon(3_600_000), reason: 'Others are ill.' };
  expect(await court.tell('vice-president', other, 'interventions', extend)).toBe('404 not-found');
  await enter('/officers/vice-president/roles', { role: 'supervisor', unit: 'court' });
  expect(await court.tell('vice-president', other, 'interventions', extend)).toBe('403 no-authority');
  expect(await court.tell('member-2', other, 'interventions', extend)).toBe('201 recorded');
  expect(await entriesOf(other, 'extension-granted')).toHaveLength(1);
});

it('a president who is also secretary of the body hears of a rung once', async () => {
  await enterPost('group-secretary', 'court', 'superior', 'president');
  const { items } = (await court.get('admin', '/bodies/leading-group/seats')).body;
  const seat = items.find(({ as }: Body) => as === 'secretary');
  const from = soon(0);
  await enter(`/bodies/leading-group/seats/${seat.id}/ending`, { to: from }, 200);
  await enter('/bodies/leading-group/seats', { post: 'group-secretary', as: 'secretary', from });
  const task = await openFor({ kind: 'body', id: 'leading-group' });
  const { told } = await fired(task, 'overdue');
  expect(told).toEqual([{ officer: 'president', post: 'group-secretary', as: 'owner' }]);
  expect(level(await fired(task, 'escalate-1'))).toEqual([
    { officer: 'superior', post: 'superior', as: 'level' },
  ]);
  const notices = await court.api.dataSource.query<object[]>(
    `SELECT 1 FROM notification WHERE subject = $1 AND officer_id = 'president' AND channel = 'inbox' AND action = 'overdue'`,
    [`obligation/${task.id}`],
  );
  expect(notices).toHaveLength(1);
});

it('a department of three, whose head does the work of a vacant post: the review falls back to who is above', async () => {
  await enterPost('small-head', 'small', 'vice-president', 'head');
  await enterPost('small-judge', 'small', 'small-head', 'member-1');
  await enterPost('small-clerk', 'small', 'small-head', 'head');
  const task = await court.open({
    unit: 'small',
    parties: [post('small-clerk')],
    review: { by: 'small-head', within: { workingDays: 5 } },
  });
  expect(await court.tell('head', task, 'evidence', { items: [] })).toBe('201 recorded');
  const [submitted] = await entriesOf(task, 'evidence-submitted');
  expect(submitted).toMatchObject({
    told: [{ officer: 'vice-president', post: 'vice-president', as: 'reviewer' }],
    passed: [{ post: 'small-head', why: 'is-the-debtor' }],
  });
  expect(await court.tell('head', task, 'reviews', { verdict: 'accept' })).toBe('409 same-person');
  expect(await court.tell('vice-president', task, 'reviews', { verdict: 'accept' })).toBe('201 recorded');
});

it('an absence: the substitute hears of it in the place of whoever is away, and may act', async () => {
  await enterPost('away-head', 'court', 'president', 'member-3');
  await enterPost('away-judge', 'court', 'away-head', 'head');
  await enter('/absences', {
    officer: 'member-3',
    substitute: 'member-2',
    from: soon(0),
    to: soon(3_600_000),
  });
  const task = await openFor(post('away-judge'));
  expect(level(await fired(task, 'escalate-1'))).toEqual([
    { officer: 'member-2', post: 'away-head', as: 'level' },
  ]);
  const waive = { reason: 'It is done elsewhere.' };
  expect(await court.tell('member-2', task, 'waivers', waive)).toBe('201 recorded');
});

it('a vacancy: it is told to who is above, passed over on the way up, and whoever comes finds what is owed', async () => {
  await enterPost('vacant-head', 'court', 'president');
  await enterPost('vacant-judge', 'court', 'vacant-head');
  const task = await openFor(post('vacant-judge'));
  const [opened] = await entriesOf(task, 'stage-opened');
  expect(opened?.told).toEqual([{ officer: 'president', post: 'president', as: 'vacancy' }]);
  expect(await fired(task, 'escalate-1')).toMatchObject({
    passed: [{ post: 'vacant-head', why: 'vacant' }],
    told: [{ officer: 'president', post: 'president', as: 'level' }],
  });
  await enter('/posts/vacant-judge/tenures', { officer: 'head', from: soon(0) });
  expect(await court.tell('head', task, 'evidence', { items: [] })).toBe('201 recorded');
});

it('leaves tables that are as the ledger says', async () => {
  expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
});
