import { commandIdOf } from '../../apps/api/common/idempotency/command-id.js';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
let number = 0;

beforeAll(async () => {
  api = await startTestApi();
}, 60_000);

afterAll(() => api.close());

const title = { zh: '部门', en: 'Department' };
const newUnit = () => ({ id: `unit-${(number += 1)}`, parent: 'court', title });
const newKey = (): string => `key-${(number += 1)}`;

const post = (key: string, body: object, path = '/units', officer = 'admin') =>
  api.send(officer, 'post', path).set('Idempotency-Key', key).send(body);

const countOf = async (id: string): Promise<number> => {
  const [{ count }] = await api.dataSource.query<[{ count: number }]>(
    `SELECT count(*) AS count FROM ledger_entry WHERE kind = 'unit-set' AND body->>'id' = $1`,
    [id],
  );
  return count;
};

describe('a POST under an Idempotency-Key', () => {
  it('is done once, and answered alike as often as it is sent', async () => {
    const [key, unit] = [newKey(), newUnit()];
    const first = await post(key, unit);
    const { id, ...rest } = unit;
    const again = await post(key, { ...rest, id });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.etag).toBe(first.headers.etag);
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await countOf(id)).toBe(1);
  });

  it('carries one command id into the ledger', async () => {
    const [key, unit] = [newKey(), newUnit()];
    await post(key, unit);
    const rows = await api.dataSource.query<object[]>(
      `SELECT command_id, actor FROM ledger_entry WHERE kind = 'unit-set' AND body->>'id' = $1`,
      [unit.id],
    );
    expect(rows).toEqual([{ command_id: commandIdOf('admin', key), actor: 'admin' }]);
  });

  it('is refused with another body, and on another route', async () => {
    const [key, unit] = [newKey(), newUnit()];
    expect((await post(key, unit)).status).toBe(201);
    const other = await post(key, newUnit());
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect((await post(key, unit, '/posts')).status).toBe(422);
    expect((await post(key, unit)).status).toBe(201);
  });

  it('is somebody else’s under the same key of somebody else', async () => {
    const key = newKey();
    expect((await post(key, { text: 'the same' }, '/documents', 'head')).status).toBe(201);
    const other = await post(key, { text: 'another' }, '/documents', 'clerk');
    expect([other.status, other.headers['idempotent-replayed']]).toEqual([201, undefined]);
  });

  it('is refused again as it was refused', async () => {
    const unit = newUnit();
    await post(newKey(), unit);
    const key = newKey();
    const refused = await post(key, unit);
    expect(refused.body).toMatchObject({ status: 409, code: 'already-exists' });
    const again = await post(key, unit);
    expect(again.body).toEqual(refused.body);
    expect(again.headers['content-type']).toMatch(/^application\/problem\+json/);
    const faulty = newKey();
    const first = await post(faulty, { ...unit, id: '!' });
    expect((await post(faulty, { ...unit, id: '!' })).body).toEqual(first.body);
  });

  it('sent twenty times at once is done once', async () => {
    const [key, unit] = [newKey(), newUnit()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(key, unit)));
    for (const { status, body, headers } of answers) {
      if (status === 201) expect(body).toMatchObject({ id: unit.id, version: 1 });
      else {
        expect(body).toMatchObject({ status: 409, code: 'still-running' });
        expect(headers['retry-after']).toBe('1');
      }
    }
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    expect((await post(key, unit)).status).toBe(201);
    expect(await countOf(unit.id)).toBe(1);
  });

  it('whose first request runs is told to wait; one that has crashed is done', async () => {
    const [key, unit] = [newKey(), newUnit()];
    await post(key, unit);
    const keep = (ageSeconds: number) =>
      api.dataSource.query(
        `UPDATE idempotency_key SET status = NULL, response = NULL, created_at = now() - make_interval(secs => $2) WHERE key = $1`,
        [key, ageSeconds],
      );
    await keep(5);
    const waiting = await post(key, unit);
    expect(waiting.body).toMatchObject({ status: 409, code: 'still-running' });
    expect(waiting.headers['retry-after']).toBe('1');
    // What the lost request had done cannot be done again: the ledger holds the command.
    await keep(61);
    expect((await post(key, unit)).body).toMatchObject({ status: 409 });
    expect(await countOf(unit.id)).toBe(1);
    // And where it had done nothing, it is done now.
    const [free, other] = [newKey(), newUnit()];
    await api.dataSource.query(
      `INSERT INTO idempotency_key (caller, key, request_hash, created_at)
       SELECT caller, $1, request_hash, now() - interval '1 hour' FROM idempotency_key WHERE key = $2`,
      [free, key],
    );
    expect((await post(free, other)).status).toBe(422);
    expect((await post(free, unit)).body).toMatchObject({ code: 'already-exists' });
  });

  it('keeps its answer in the transaction of the change', async () => {
    const [key, unit] = [newKey(), newUnit()];
    // The key is taken away while the request runs: neither the change nor an answer may remain.
    const runner = api.dataSource.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    await runner.query(`SELECT 1 FROM subject WHERE id = 'organisation' FOR UPDATE`);
    const waiting = post(key, unit).then((answer) => answer);
    for (let row = undefined; row === undefined;)
      [row] = await api.dataSource.query<object[]>('SELECT 1 FROM idempotency_key WHERE key = $1', [key]);
    await api.dataSource.query('DELETE FROM idempotency_key WHERE key = $1', [key]);
    await runner.commitTransaction();
    await runner.release();
    expect((await waiting).body).toMatchObject({ status: 409, code: 'still-running' });
    expect(await countOf(unit.id)).toBe(0);
    expect((await post(key, unit)).status).toBe(201);
  });

  it.each(['', 'a b', 'schlüssel', 'x'.repeat(256)])(
    'is refused under "%s", which is no key',
    async (key) => {
      const response = await api
        .send('admin', 'post', '/units')
        .set('Idempotency-Key', Buffer.from(key).toString('latin1'))
        .send(newUnit());
      expect(response.status).toBe(400);
      expect(response.body).toMatchObject({ errors: [{ pointer: '/header/Idempotency-Key' }] });
    },
  );

  it('is a new one each time without a key', async () => {
    const unit = newUnit();
    expect((await api.send('admin', 'post', '/units').send(unit)).status).toBe(201);
    expect((await api.send('admin', 'post', '/units').send(unit)).body).toMatchObject({
      code: 'already-exists',
    });
  });
});
