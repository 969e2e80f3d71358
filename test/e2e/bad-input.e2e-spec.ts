import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Response } from 'supertest';
import { BASE, startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
}, 60_000);

afterAll(() => api.close());

const pointersOf = ({ body }: Response): string[] =>
  (body as { errors?: { pointer: string }[] }).errors?.map(({ pointer }) => pointer) ?? [];

/** Checks that an answer is a problem as RFC 9457 has it, and says nothing of our insides. */
function expectProblem(response: Response, status: number): void {
  expect({ status: response.status, body: response.body }).toMatchObject({ status, body: { status } });
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(Object.keys(response.body as object)).toEqual(
    expect.arrayContaining(['type', 'title', 'status', 'detail', 'code']),
  );
  expect(response.text).not.toMatch(/node_modules|\.ts:\d|\bat \w+ \(|SELECT |INSERT /);
}

const title = { zh: '部门', en: 'Department' };

/** Sends a body as it is, byte for byte. */
const sendRaw = (body: string | Buffer, path = '/units') =>
  api
    .send('admin', 'post', path)
    .set('Content-Type', 'application/json')
    .serialize((given: unknown) => given as string)
    .send(body as never);

describe('a body that is not as it must be', () => {
  it('is answered with every fault at once, each where it is', async () => {
    const response = await api.send('admin', 'post', '/bodies').send({
      id: 'Not A Slug',
      title: { zh: '', en: 5, fr: 'Bureau' },
      kind: null,
      chair: 7,
      secretary: [],
      members: ['president', 7],
      superior: null,
      surplus: true,
    });
    expectProblem(response, 400);
    expect(pointersOf(response).sort()).toEqual(
      [
        '/surplus',
        '/id',
        '/unit',
        '/title/fr',
        '/title/zh',
        '/title/en',
        '/kind',
        '/chair',
        '/secretary',
        '/members',
      ].sort(),
    );
  });

  it.each<[string, string, unknown, string[]]>([
    ['nothing', '/units', undefined, ['/parent', '/title']],
    ['an empty object', '/units', {}, ['/parent', '/title']],
    ['a list', '/units', [], ['']],
    ['a list in place of an object', '/units', { parent: 'court', title: [title] }, ['/title']],
    ['text in place of an object', '/units', { parent: 'court', title: 'x' }, ['/title']],
    ['a number in place of text', '/units', { parent: 1, title }, ['/parent']],
    [
      'text of blanks',
      '/units',
      { parent: 'court', title: { zh: ' ', en: ' \t' } },
      ['/title/zh', '/title/en'],
    ],
    [
      'text that is too long',
      '/units',
      { parent: 'court', title: { ...title, en: 'x'.repeat(201) } },
      ['/title/en'],
    ],
    ['a NUL', '/units', { parent: 'court', title: { ...title, en: 'a\0b' } }, ['/title/en']],
    [
      'half a surrogate pair',
      '/units',
      { parent: 'court', title: { ...title, zh: '\ud800' } },
      ['/title/zh'],
    ],
    ['a line break', '/units', { parent: 'court', title: { ...title, zh: 'a\nb' } }, ['/title/zh']],
    ['an id that is none', '/units', { id: '../etc', parent: 'court', title }, ['/id']],
    ['an id that is too long', '/units', { id: 'x'.repeat(65), parent: 'court', title }, ['/id']],
    ['a reference to nothing', '/units', { parent: 'no-such-unit', title }, ['/parent']],
    ['an unknown calendar', '/units', { parent: 'court', calendar: 'none', title }, ['/calendar']],
    ['a date without a time', '/absences', absence({ from: '2027-01-01' }), ['/from']],
    ['an instant without an offset', '/absences', absence({ from: '2027-01-01T00:00:00' }), ['/from']],
    ['a day that does not exist', '/absences', absence({ from: '2027-02-30T00:00:00Z' }), ['/from']],
    ['29 February of no leap year', '/absences', absence({ from: '2027-02-29T00:00:00+08:00' }), ['/from']],
    ['a time that does not exist', '/absences', absence({ from: '2027-01-01T24:00:00Z' }), ['/from']],
    ['an offset that does not exist', '/absences', absence({ from: '2027-01-01T00:00:00+25:00' }), ['/from']],
    ['a year that cannot be meant', '/absences', absence({ from: '9999-12-31T23:59:59Z' }), ['/from']],
    ['a number of milliseconds', '/absences', absence({ from: 1_800_000_000_000 }), ['/from']],
    ['an end before the beginning', '/absences', absence({ to: '2026-01-01T00:00:00Z' }), ['/to']],
    ['a mail address that is none', '/officers', { unit: 'court', name: 'x', email: 'a@b@c' }, ['/email']],
    ['a role that there is none of', '/officers/head/roles', { role: 'root', unit: 'court' }, ['/role']],
    ['a role that nobody gives', '/officers/head/roles', { role: 'officer', unit: 'court' }, ['/role']],
  ])('%s: 400 and where', async (_, path, body, pointers) => {
    const before = await api.countAll();
    const response = await api.send('admin', 'post', path).send(body as object);
    expectProblem(response, 400);
    expect(pointersOf(response).sort()).toEqual([...pointers].sort());
    expect(await api.countAll()).toEqual(before);
  });

  it.each<[string, string | Buffer]>([
    ['no JSON', '{"parent": '],
    ['JSON that is no object', '"court"'],
    ['a number that is no number', '{"parent": NaN}'],
    ['trailing text', '{} {}'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['a list nested a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['objects nested fifty thousand deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['a number beyond all numbers', '{"parent": "court", "title": {"zh": 1e400, "en": "x"}}'],
  ])('%s: 400', async (_, body) => expectProblem(await sendRaw(body), 400));

  it.each(['__proto__', 'constructor', 'prototype'])('never reaches a prototype by %s', async (key) => {
    const response = await sendRaw(
      `{"parent": "court", "title": {"zh": "a", "en": "b", "${key}": {"polluted": true}}, "${key}": {"polluted": 1}}`,
    );
    expectProblem(response, 400);
    expect(pointersOf(response)).toEqual(expect.arrayContaining([`/${key}`, `/title/${key}`]));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('escapes what a pointer may not hold as it is', async () => {
    const response = await api.send('admin', 'post', '/units').send({ parent: 'court', title, 'a/b~c': 1 });
    expect(pointersOf(response)).toEqual(['/a~1b~0c']);
  });

  it('is answered 413 when it is too large', async () => {
    expectProblem(await api.send('admin', 'post', '/documents').send({ text: 'x'.repeat(1_100_000) }), 413);
  });

  it.each([
    ['text/plain', 'parent=court'],
    ['application/x-www-form-urlencoded', 'parent=court'],
    ['application/xml', '<unit/>'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/json; charset=latin1', '{}'],
  ])('is answered 415 as %s', async (type, body) => {
    const response = await api
      .send('admin', 'post', '/units')
      .set('Content-Type', type)
      .serialize((given: unknown) => given as string)
      .send(body);
    expectProblem(response, 415);
  });

  it('is answered 415 under an encoding that is not read', async () => {
    expectProblem(await api.send('admin', 'post', '/units').set('Content-Encoding', 'zstd').send({}), 415);
  });
});

describe('an address that is not as it must be', () => {
  it.each<[number, 'get' | 'post' | 'delete' | 'patch', string]>([
    [404, 'get', '/nothing-here'],
    [404, 'get', '/units/no-such-unit'],
    [404, 'get', '/posts/no-such-post/tenures'],
    [404, 'get', `/units/${'a'.repeat(200)}`],
    [404, 'get', '/calendars/none/days?from=2027-01-01&to=2027-01-02'],
    [405, 'delete', '/units'],
    [405, 'patch', '/me'],
    [400, 'get', '/units/%00'],
    [400, 'get', '/units/%FF'],
    [400, 'get', '/units/%ED%A0%80'],
    [400, 'get', `/units/${'a'.repeat(201)}`],
    [400, 'get', '/units/..%2F..%2Fetc'],
    [400, 'post', '/notifications/not-a-uuid/read'],
    [404, 'post', '/notifications/00000000-0000-0000-0000-000000000000/read'],
    [400, 'get', '/documents/abc?subject=organisation'],
    [400, 'get', '/units?limit=0'],
    [400, 'get', '/units?limit=201'],
    [400, 'get', '/units?limit=1e2'],
    [400, 'get', '/units?limit=99999999999999999999'],
    [400, 'get', '/units?limit=5&limit=6'],
    [400, 'get', '/units?limit[]=5'],
    [400, 'get', '/units?surplus=1'],
    [400, 'get', '/units?__proto__[polluted]=1'],
    [400, 'get', '/units?cursor=!!'],
    [400, 'get', '/units?cursor=bm90IGpzb24'],
    [400, 'get', `/units?cursor=${Buffer.from('[1]').toString('base64url')}`],
    [400, 'get', `/units?cursor=${Buffer.from('["a\\u0000"]').toString('base64url')}`],
    [400, 'get', `/notifications?cursor=${Buffer.from('["no instant","no uuid"]').toString('base64url')}`],
    [400, 'get', '/ledger/entries?from=2027-01-01'],
    [400, 'get', '/ledger/entries?subject=organisation/../x'],
    [400, 'get', '/calendars/court-calendar/days?from=2027-02-29&to=2027-03-01'],
    [400, 'get', '/calendars/court-calendar/days?from=2027-01-01&to=2026-01-01'],
    [400, 'get', '/calendars/court-calendar/days?from=1900-01-01&to=2199-12-31'],
  ])('%d: %s %s', async (status, method, path) => {
    expectProblem(await api.send('admin', method, path), status);
  });

  it('says which methods there are', async () => {
    const response = await api.send('admin', 'delete', '/units');
    expect(response.headers.allow).toBe('GET, POST');
    expect(response.body).toMatchObject({ code: 'method-not-allowed' });
  });

  it('is a problem outside the base too', async () =>
    expectProblem(await api.raw('get', '/health/nothing'), 404));

  it('is no way in when it is no HTTP at all', async () => {
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${BASE}/units\0 HTTP/1.1\r\n\r\n`));
      socket.once('data', (data) => resolve(data.toString())).once('error', reject);
      socket.unref();
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect((await api.raw('get', '/health/live')).status).toBe(200);
  });
});

describe('a version that is not as it must be', () => {
  const change = () => api.send('admin', 'patch', '/units/court');

  it('is asked for', async () => expectProblem(await change().send({ title }), 428));

  it.each(['1', '"x"', '*', 'W/"1"', '"999"', '"1", "2"'])('%s does not match', async (version) => {
    expectProblem(await change().set('If-Match', version).send({ title }), 412);
  });

  it('is given as ETag, and matches once', async () => {
    const read = await api.send('admin', 'get', '/units/court');
    const etag = read.headers.etag as string;
    expect(etag).toBe(`"${(read.body as { version: number }).version}"`);
    const changed = await change().set('If-Match', etag).send({ title });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ title, version: 2 });
    expectProblem(await change().set('If-Match', etag).send({ title }), 412);
  });
});

it('nothing unforeseen happened, whatever was sent', async () => {
  const { text } = await api.raw('get', '/metrics');
  expect(text).toContain('http_request_duration_seconds_count');
  expect(text).not.toMatch(/status="500"/);
});

function absence(changes: object): object {
  return {
    officer: 'head',
    substitute: 'clerk',
    from: '2027-01-01T00:00:00Z',
    to: '2027-01-05T00:00:00Z',
    ...changes,
  };
}
