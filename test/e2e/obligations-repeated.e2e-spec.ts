import { commandIdOf } from '../../apps/api/common/idempotency/command-id.js';
import { soon, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;

beforeAll(async () => {
  court = await WorkingCourt.start();
}, 60_000);

afterAll(() => court.close());

const key = (name: string) => ({ 'Idempotency-Key': name });
const closed = (task: Body) => court.until(task, ({ status }) => status !== 'open');

describe('a command that is sent again', () => {
  it('under its key is answered alike and recorded once; with another body it is refused', async () => {
    const task = await court.open();
    const path = `/obligations/${task.id}/interventions`;
    const first = await court.send('clerk', 'post', path, { kind: 'urge' }, key('urge-1'));
    const again = await court.send('clerk', 'post', path, { kind: 'urge' }, key('urge-1'));
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    const other = await court.send('clerk', 'post', path, { kind: 'urge', reason: 'x' }, key('urge-1'));
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    const rows = await court.api.dataSource.query<object[]>(
      `SELECT seq, command_id FROM ledger_entry WHERE subject = $1 AND kind = 'urged'`,
      [`obligation/${task.id}`],
    );
    expect(rows).toEqual([{ seq: first.body.seq, command_id: commandIdOf('clerk', 'urge-1') }]);
  });

  it('twenty times at once is recorded once', async () => {
    const task = await court.open();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => court.tell('head', task, 'receipts', {}, key('sign-1'))),
    );
    expect(answers).toContain('201 recorded');
    expect(answers.filter((answer) => answer !== '201 recorded' && answer !== '409 still-running')).toEqual(
      [],
    );
    expect((await court.kinds(task)).filter((kind) => kind === 'duty-signed')).toHaveLength(1);
  });

  it('after its answer was lost and the obligation has closed is answered from the ledger', async () => {
    const task = await court.open();
    const submit = () =>
      court.send('head', 'post', `/obligations/${task.id}/evidence`, { items: [] }, key('hand-in'));
    const first = await submit();
    expect(first.status).toBe(201);
    await closed(task);
    // As if the process had ended before it kept the answer.
    await court.api.dataSource.query(`DELETE FROM idempotency_key WHERE key = 'hand-in'`);
    const again = await submit();
    expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
    expect(again.headers['idempotent-replayed']).toBeUndefined();
    expect((await court.kinds(task)).filter((kind) => kind === 'evidence-submitted')).toHaveLength(1);
  });
});

describe('an opening whose answer was lost', () => {
  it('is answered with what it opened, also when its deadline has passed since', async () => {
    const task = court.task({ dueAt: soon(700) });
    const open = () => court.send('clerk', 'post', '/obligations', task, key('open-1'));
    const first = await open();
    await court.until(first.body, ({ light }) => light === 'red');
    await court.api.dataSource.query(`DELETE FROM idempotency_key WHERE key = 'open-1'`);
    const again = await open();
    expect(again.status).toBe(201);
    expect(again.body).toMatchObject({ id: first.body.id, light: 'red', dueAt: first.body.dueAt });
    expect((await court.kinds(first.body)).filter((kind) => kind === 'obligation-opened')).toHaveLength(1);
  });
});

describe('a new command to what is closed', () => {
  const COMMANDS: [string, string, object][] = [
    ['head', 'receipts', {}],
    ['head', 'evidence', { items: [] }],
    ['vice-president', 'reviews', { verdict: 'accept' }],
    ['head', 'extensions', { action: 'request', until: soon(86_400_000), reason: 'x' }],
    ['president', 'suspensions', { reason: 'x' }],
    ['president', 'resumptions', {}],
    ['president', 'waivers', { reason: 'x' }],
    ['clerk', 'interventions', { kind: 'urge' }],
  ];

  /** Lapses half a second after it is opened. */
  const shortLived = () => ({
    dueAt: soon(300),
    ladder: [
      { name: 'overdue', action: 'overdue', offset: { duration: 'PT0S' } },
      { name: 'lapse', action: 'lapse', offset: { duration: 'PT0.2S' } },
    ],
  });

  it.each<[string, () => object, (task: Body) => Promise<unknown>]>([
    ['fulfilled', () => ({}), (task) => court.tell('head', task, 'evidence', { items: [] })],
    ['waived', () => ({}), (task) => court.tell('president', task, 'waivers', { reason: 'x' })],
    ['lapsed', shortLived, () => Promise.resolve()],
  ])('is refused by how it ended: %s', async (status, more, end) => {
    const task = await court.open(more());
    await end(task);
    expect((await closed(task)).status).toBe(status);
    const before = await court.kinds(task);
    const answers = [];
    for (const [officer, command, body] of COMMANDS)
      answers.push(await court.tell(officer, task, command, body));
    expect(answers).toEqual(COMMANDS.map(() => `409 already-${status}`));
    expect(await court.kinds(task)).toEqual(before);
  });
});
