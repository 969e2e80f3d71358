import type { Response } from 'supertest';
import type { Page } from '../../apps/api/common/page/page.response.dto.js';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
}, 60_000);

afterAll(() => api.close());

const title = { zh: '名称', en: 'Name' };
const post = (path: string, body: object = {}, officer = 'admin') =>
  api.send(officer, 'post', path).send(body);
const get = (path: string) => api.send('head', 'get', path);
const patch = (path: string, version: number, body: object) =>
  api.send('admin', 'patch', path).set('If-Match', `"${version}"`).send(body);

const done = (response: Response, status = 200): Record<string, unknown> => {
  expect({ status: response.status, body: response.body }).toMatchObject({ status });
  return response.body as Record<string, unknown>;
};

const expectRefusal = (response: Response, code: string): void =>
  expect(response.body).toMatchObject({ status: 409, code });

/** The entries of the organisation since a version, as the ledger has them. */
const entriesSince = (version: number) =>
  api.dataSource.query<object[]>(
    `SELECT seq, kind, actor, body FROM ledger_entry WHERE subject = 'organisation' AND seq > $1 ORDER BY seq`,
    [version],
  );

const versionNow = async (): Promise<number> => {
  const [{ seq }] = await api.dataSource.query<[{ seq: number }]>(
    `SELECT seq FROM subject WHERE id = 'organisation'`,
  );
  return seq;
};

describe('a change', () => {
  it('is a row, an entry and a new version of the organisation, or none of them', async () => {
    const before = await versionNow();
    done(await post('/units', { id: 'archive', parent: 'court', title }), 201);
    expectRefusal(await post('/units', { id: 'archive', parent: 'court', title }), 'already-exists');
    done(await patch('/units/archive', 1, { title: { zh: '档案', en: 'Archive' } }));
    expect(await versionNow()).toBe(before + 2);
    const unit = {
      id: 'archive',
      from: expect.any(String) as string,
      parentId: 'court',
      calendarId: 'court-calendar',
    };
    expect(await entriesSince(before)).toEqual([
      { seq: before + 1, kind: 'unit-set', actor: 'admin', body: { ...unit, title } },
      {
        seq: before + 2,
        kind: 'unit-set',
        actor: 'admin',
        body: { ...unit, title: { zh: '档案', en: 'Archive' } },
      },
    ]);
    expect((await get('/units/archive')).body).toEqual({
      id: 'archive',
      parent: 'court',
      calendar: 'court-calendar',
      title: { zh: '档案', en: 'Archive' },
      from: expect.any(String) as string,
      inCharge: null,
      planned: [],
      endedAt: null,
      version: 2,
    });
  });

  it('is seen at once by whoever asks next', async () => {
    done(
      await post('/posts', {
        id: 'archivist',
        unit: 'archive',
        title,
        kind: 'archivist',
        managedBy: 'head',
      }),
      201,
    );
    expect((await get('/posts/archivist')).body).toMatchObject({ holder: null, acting: null });
    done(
      await post('/posts/archivist/tenures', { officer: 'member-1', from: '2022-01-01T00:00:00+08:00' }),
      201,
    );
    expect((await get('/posts/archivist')).body).toMatchObject({ holder: 'member-1', acting: 'member-1' });
    expect((await api.send('member-1', 'get', '/me')).body).toMatchObject({
      posts: expect.arrayContaining([
        { post: 'archivist', unit: 'archive', title, standingInFor: null },
      ]) as unknown[],
    });
  });

  it('of many at once leaves no gap and loses none', async () => {
    const before = await versionNow();
    const ids = Array.from({ length: 15 }, (_, index) => `parallel-${index}`);
    const answers = await Promise.all(ids.map((id) => post('/units', { id, parent: 'archive', title })));
    for (const answer of answers) done(answer, 201);
    expect(await versionNow()).toBe(before + 15);
    for (const id of ids) done(await post(`/units/${id}/ending`));
  });
});

describe('a post', () => {
  it('does not stand above itself', async () => {
    expectRefusal(await patch('/posts/president', 1, { managedBy: 'clerk' }), 'managed-in-a-loop');
    expectRefusal(await patch('/posts/president', 1, { managedBy: 'president' }), 'managed-in-a-loop');
    const faulty = await patch('/posts/president', 1, { managedBy: 'nobody' });
    expect(faulty.body).toMatchObject({ status: 400, errors: [{ pointer: '/managedBy' }] });
  });

  it('is managed by another one from a later day on', async () => {
    const from = '2098-01-01T00:00:00.000Z';
    expect(done(await patch('/posts/member-3', 1, { managedBy: 'president', from }))).toMatchObject({
      managedBy: 'head',
      planned: [{ from, managedBy: 'president' }],
    });
    expect((await get(`/posts/member-3?at=${from}`)).body).toMatchObject({
      managedBy: 'president',
      planned: [],
    });
    const page = (await get(`/posts?kind=member&at=${from}`)).body as Page<object>;
    expect(page.items.at(-1)).toMatchObject({ id: 'member-3', managedBy: 'president' });
  });

  it('is held by one officer at a time', async () => {
    const begin = (from: string, to?: string) =>
      post('/posts/archivist/tenures', { officer: 'member-2', from, ...(to ? { to } : {}) });
    expectRefusal(await begin('2022-06-01T00:00:00Z'), 'overlapping-tenure');
    expectRefusal(await begin('2020-01-01T00:00:00Z'), 'overlapping-tenure');
    done(await begin('2021-01-01T00:00:00Z', '2021-12-31T16:00:00Z'), 201);
    const { items } = (await get('/posts/archivist/tenures')).body as {
      items: { id: string; officer: string }[];
    };
    expect(items.map(({ officer }) => officer)).toEqual(['member-1', 'member-2']);
    const [current, past] = items as unknown as [{ id: string }, { id: string }];
    const end = (id: string, to: string) => post(`/posts/archivist/tenures/${id}/ending`, { to });
    expectRefusal(await end(past.id, '2021-06-01T00:00:00Z'), 'ended');
    expect((await end(current.id, '2021-06-01T00:00:00Z')).status).toBe(400);
    expect((await end('no-such-tenure', '2098-06-01T00:00:00Z')).status).toBe(404);
    expect(done(await end(current.id, '2099-01-01T00:00:00+08:00'))).toMatchObject({
      to: '2098-12-31T16:00:00.000Z',
      version: 2,
    });
    expectRefusal(await end(current.id, '2099-06-01T00:00:00Z'), 'ends-earlier');
    done(await end(current.id, '2022-10-01T00:00:00Z'));
    expect((await get('/posts/archivist')).body).toMatchObject({ holder: null });
    expectRefusal(await end(current.id, '2022-09-01T00:00:00Z'), 'ended');
  });

  it('goes when nothing needs it any more, and takes nothing new then', async () => {
    expectRefusal(await post('/posts/head/ending'), 'still-held');
    done(
      await post('/posts', { id: 'spare', unit: 'archive', title, kind: 'spare', managedBy: 'archivist' }),
      201,
    );
    expectRefusal(await post('/posts/archivist/ending'), 'still-manages');
    done(await post('/posts/spare/ending'));
    expect(done(await post('/posts/archivist/ending'))).toMatchObject({
      version: 2,
      endedAt: expect.any(String) as string,
    });
    expectRefusal(await post('/posts/archivist/ending'), 'ended');
    expectRefusal(
      await post('/posts/archivist/tenures', { officer: 'head', from: '2098-01-01T00:00:00Z' }),
      'ended',
    );
    expectRefusal(
      await post('/posts', { unit: 'archive', title, kind: 'x', managedBy: 'archivist' }),
      'ended',
    );
    done(await post('/units/archive/ending'));
    expectRefusal(await post('/posts', { unit: 'archive', title, kind: 'x', managedBy: null }), 'ended');
  });
});

describe('a unit', () => {
  it('goes when it is empty', async () => {
    expectRefusal(await post('/units/court/ending'), 'not-empty');
  });

  it('changes from a later day on: what it is now and what it was stay on record', async () => {
    const [first, second, renamed] = ['First', 'Second', 'Renamed'].map((en) => ({ zh: en, en }));
    const made = done(await post('/units', { id: 'dated', parent: 'court', title: first }), 201);
    done(await post('/units', { id: 'dated-below', parent: 'dated', title: first }), 201);
    const from = '2098-07-01T00:00:00.000Z';
    const planned = done(await patch('/units/dated', 1, { title: second, from }));
    expect(planned).toMatchObject({ title: first, planned: [{ from, title: second, parent: 'court' }] });
    expect((await get('/units/dated?at=2098-06-30T23:59:59.999Z')).body).toMatchObject({ title: first });
    expect((await get(`/units/dated?at=${from}`)).body).toMatchObject({ title: second, planned: [] });

    // A change of something else goes on in what is planned.
    done(await post('/units', { id: 'dated-above', parent: 'court', title: first }), 201);
    expect(done(await patch('/units/dated', 2, { parent: 'dated-above' }))).toMatchObject({
      parent: 'dated-above',
      title: first,
      planned: [{ title: second, parent: 'dated-above' }],
    });
    expect(done(await patch('/units/dated', 4, { title: renamed }))).toMatchObject({
      title: renamed,
      planned: [{ title: second }],
    });

    const units = async (query: string) =>
      ((await get(`/units?${query}`)).body as Page<{ id: string }>).items;
    expect((await units('parent=dated-above')).map(({ id }) => id)).toEqual(['dated']);
    expect((await units(`parent=court&at=${(made as { from: string }).from}`)).map(({ id }) => id)).toContain(
      'dated',
    );
    expect((await get('/units/dated?at=2021-01-01T00:00:00Z')).status).toBe(404);
    expectRefusal(
      await patch('/units/dated', 5, { title: first, from: '2021-01-01T00:00:00Z' }),
      'already-past',
    );
    expectRefusal(await patch('/units/dated', 5, { parent: 'dated-below' }), 'contained-in-a-loop');
    expectRefusal(await post('/units/dated-above/ending'), 'not-empty');
  });
});

describe('a portfolio', () => {
  const of = (id: string, path = '') => `/posts/${id}/portfolios${path}`;

  it('is one post at a time for a unit, and is only ended and begun', async () => {
    done(await post('/units', { id: 'charged', parent: 'court', title }), 201);
    const first = done(await post(of('president'), { unit: 'charged', from: '2022-01-01T00:00:00Z' }), 201);
    expect(first).toMatchObject({ post: 'president', unit: 'charged', to: null, version: 1 });
    expectRefusal(
      await post(of('vice-president'), { unit: 'charged', from: '2098-01-01T00:00:00Z' }),
      'overlapping-portfolio',
    );
    const changeover = '2098-01-01T00:00:00.000Z';
    done(await post(of('president', `/${first['id'] as string}/ending`), { to: changeover }));
    expect(done(await post(of('vice-president'), { unit: 'charged', from: changeover }), 201)).toMatchObject({
      post: 'vice-president',
    });
    expect((await get('/units/charged')).body).toMatchObject({ inCharge: 'president' });
    expect((await get(`/units/charged?at=${changeover}`)).body).toMatchObject({ inCharge: 'vice-president' });
    expect(((await get(of('president'))).body as Page<object>).items).toMatchObject([{ unit: 'charged' }]);
    expect((await post(of('president'), { unit: 'nowhere', from: changeover })).status).toBe(400);
    expect(
      (await post(of('vice-president', `/${first['id'] as string}/ending`), { to: changeover })).status,
    ).toBe(404);
    const away = { unit: 'other-court', from: changeover };
    expect((await post(of('president'), away)).status).toBe(403);
  });
});

describe('a body', () => {
  const body = {
    id: 'committee',
    unit: 'court',
    title,
    kind: 'committee',
    chair: 'president',
    secretary: null,
    members: ['president', 'head'],
    superior: null,
  };

  it('names posts that there are, each once, all faults at once', async () => {
    const faulty = await post('/bodies', {
      ...body,
      chair: 'x',
      members: ['head', 'y'],
      superior: 'z',
    });
    expect(faulty.body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/chair' }, { pointer: '/superior' }, { pointer: '/members/1' }],
    });
    expect((await post('/bodies', { ...body, members: ['head', 'head'] })).status).toBe(400);
  });

  it('is begun, changed and ended', async () => {
    const common = { from: expect.any(String) as string, planned: [], endedAt: null };
    expect(done(await post('/bodies', body), 201)).toEqual({
      ...body,
      ...common,
      desk: null,
      quorum: { ordinary: { of: 1, outOf: 2 }, personnel: { of: 2, outOf: 3 } },
      members: ['head', 'president'],
      version: 1,
    });
    const from = '2098-01-01T00:00:00.000Z';
    expect(done(await patch('/bodies/committee', 1, { superior: 'superior', from }))).toMatchObject({
      superior: null,
      planned: [{ from, superior: 'superior' }],
      version: 2,
    });
    expect(done(await patch('/bodies/committee', 2, { title: { zh: '委', en: 'Board' } }))).toMatchObject({
      title: { en: 'Board' },
      planned: [{ from, title: { en: 'Board' }, superior: 'superior' }],
    });
    done(await post('/bodies/committee/ending'));
    expectRefusal(await patch('/bodies/committee', 4, { title }), 'ended');
  });

  it('has a quorum of its own from an instant on', async () => {
    const quorum = { ordinary: { of: 3, outOf: 4 }, personnel: { of: 1, outOf: 1 } };
    const usual = { ordinary: { of: 1, outOf: 2 }, personnel: { of: 2, outOf: 3 } };
    const odd = { ordinary: { of: 3, outOf: 2 }, personnel: { of: 0, outOf: 101 } };
    expect((await post('/bodies', { ...body, id: 'board', quorum: odd })).body).toMatchObject({
      status: 400,
      errors: ['ordinary/of', 'personnel/of', 'personnel/outOf'].map((at) => ({ pointer: `/quorum/${at}` })),
    });
    expect(done(await post('/bodies', { ...body, id: 'board', quorum }), 201)).toMatchObject({ quorum });
    const from = '2098-01-01T00:00:00.000Z';
    expect(done(await patch('/bodies/board', 1, { quorum: null, from }))).toMatchObject({
      quorum,
      planned: [{ from, quorum: usual }],
    });
  });

  it('has one chair and one secretary at a time, and each member once', async () => {
    done(await post('/bodies', { ...body, id: 'council', secretary: 'clerk' }), 201);
    const begin = (seat: object) => post('/bodies/council/seats', { from: '2022-01-01T00:00:00Z', ...seat });
    for (const as of ['chair', 'secretary', 'member'])
      expectRefusal(await begin({ post: 'head', as }), 'overlapping-seat');
    done(await begin({ post: 'vice-president', as: 'member' }), 201);
    const page = (await get('/bodies/council/seats')).body as Page<{ id: string; as: string }>;
    const chair = page.items.find(({ as }) => as === 'chair') as { id: string };
    const changeover = '2098-01-01T00:00:00.000Z';
    done(await post(`/bodies/council/seats/${chair.id}/ending`, { to: changeover }));
    done(await begin({ post: 'vice-president', as: 'chair', from: changeover }), 201);
    expect((await get('/bodies/council')).body).toMatchObject({
      chair: 'president',
      secretary: 'clerk',
      members: ['head', 'president', 'vice-president'],
    });
    expect((await get(`/bodies/council?at=${changeover}`)).body).toMatchObject({ chair: 'vice-president' });
    expect((await begin({ post: 'nobody', as: 'member' })).status).toBe(400);
    expect((await post(`/bodies/committee/seats/${chair.id}/ending`, { to: changeover })).status).toBe(404);
  });
});

describe('an absence', () => {
  it('has the substitute act, and see it', async () => {
    const away = {
      officer: 'head',
      substitute: 'clerk',
      from: '2022-01-01T00:00:00Z',
      to: '2099-01-01T00:00:00Z',
    };
    expect((await post('/absences', away, 'member-1')).status).toBe(403);
    expectRefusal(await post('/absences', { ...away, substitute: 'head' }, 'head'), 'same-person');
    const { id } = done(await post('/absences', away, 'head'), 201) as { id: string };
    expectRefusal(await post('/absences', away, 'clerk'), 'overlapping-absence');
    expect((await get('/posts/head')).body).toMatchObject({ holder: 'head', acting: 'clerk' });
    expect((await api.send('clerk', 'get', '/me')).body).toMatchObject({
      posts: expect.arrayContaining([
        expect.objectContaining({ post: 'head', standingInFor: 'head' }),
      ]) as unknown[],
    });
    expect((await post(`/absences/${id}/ending`, { to: '2022-02-01T00:00:00Z' }, 'member-1')).status).toBe(
      403,
    );
    done(await post(`/absences/${id}/ending`, { to: '2022-02-01T00:00:00Z' }, 'clerk'));
    expect((await get('/posts/head')).body).toMatchObject({ acting: 'head' });
    expect((await get('/absences?officer=head')).body).toMatchObject({
      items: [{ id, to: '2022-02-01T00:00:00.000Z' }],
    });
  });
});

describe('an officer', () => {
  it('is known by name and address, which the ledger does not hold', async () => {
    const before = await versionNow();
    const person = { id: 'zhao-min', unit: 'court', name: '赵敏', email: 'zhao.min@court.example' };
    expect(done(await post('/officers', person), 201)).toEqual({ ...person, erasedAt: null, version: 1 });
    expect(done(await patch('/officers/zhao-min', 1, { name: '赵敏敏', email: null }))).toEqual({
      ...person,
      name: '赵敏敏',
      email: null,
      erasedAt: null,
      version: 2,
    });
    expect((await patch('/officers/zhao-min', 1, { name: 'x' })).status).toBe(412);
    const entry = { actor: 'admin', kind: 'officer-set' };
    expect(await entriesSince(before)).toEqual([
      { seq: before + 1, ...entry, body: { id: 'zhao-min', unitId: 'court', hasMail: true } },
      { seq: before + 2, ...entry, body: { id: 'zhao-min', unitId: 'court', hasMail: false } },
    ]);
  });

  it('is not moved into a unit that the caller does not administer', async () => {
    expect((await patch('/officers/zhao-min', 2, { unit: 'other-court' })).status).toBe(403);
  });
});

describe('a calendar', () => {
  const day = '/calendars/court-calendar/days';
  const put = (date: string, version: number, body: object, officer = 'admin') =>
    api.send(officer, 'put', `${day}/${date}`).set('If-Match', `"${version}"`).send(body);

  it('says which days are worked', async () => {
    expect((await get(`${day}?from=2026-10-08&to=2026-10-11`)).body).toMatchObject({
      version: 1,
      zone: 'Asia/Shanghai',
      days: [
        { date: '2026-10-08', working: true, name: null },
        { date: '2026-10-09', working: true },
        { date: '2026-10-10', working: true, name: '国庆节' },
        { date: '2026-10-11', working: false },
      ],
    });
    expect((await get(`${day}?from=2030-01-01&to=2030-01-01`)).body).toMatchObject({
      days: [{ provisional: true }],
    });
  });

  it('is changed in a new version, by an administrator of all who follow it', async () => {
    const free = { working: false, name: '院庆' };
    expect((await put('2035-12-03', 1, free)).status).toBe(403);
    await api.dataSource.query(`UPDATE unit_version SET calendar_id = 'another' WHERE id = 'other-court'`);
    // Behind the API's back, so its copy of the organisation has to be renewed.
    done(await post('/units', { id: 'renews', parent: 'court', title }), 201);
    const changed = done(await put('2035-12-03', 1, free));
    expect(changed).toMatchObject({ version: 2, days: [{ date: '2035-12-03', ...free }] });
    expect((await put('2035-12-04', 1, free)).status).toBe(412);
    expect((await put('2035-02-30', 2, free)).status).toBe(400);
    expect((await get(`${day}?from=2035-12-03&to=2035-12-03`)).body).toMatchObject({
      version: 2,
      days: [free],
    });
    expect((await put('2026-11-02', 2, free)).body).toMatchObject({ status: 409, code: 'day-passed' });
    const rows = await api.dataSource.query<object[]>(
      `SELECT kind, actor, body FROM ledger_entry WHERE subject = 'calendar/court-calendar' AND seq = 2`,
    );
    expect(rows).toEqual([
      { kind: 'calendar-day-set', actor: 'admin', body: { date: '2035-12-03', ...free } },
    ]);
  });
});
