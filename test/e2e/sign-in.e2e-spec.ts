import { createHash } from 'node:crypto';
import { PASSWORD, startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
}, 60_000);

afterAll(() => api.close());

const login = (username: string, password: string) =>
  api.send(null, 'post', '/auth/login').send({ username, password });

const tokenFrom = ({ body }: { body: unknown }): string => (body as { accessToken: string }).accessToken;

const me = (token: string) => api.send(null, 'get', '/me').set('Authorization', `Bearer ${token}`);

describe('signing in', () => {
  it('gives a token that lasts until signing out', async () => {
    const response = await login('head', PASSWORD);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ tokenType: 'Bearer', expiresIn: 43_200 });
    const token = tokenFrom(response);
    expect((await me(token)).body).toMatchObject({
      officer: { id: 'head', name: 'Name of head' },
      posts: [{ post: 'head', standingInFor: null }],
      roles: [],
      waiting: { toDo: 0, toDecide: 0, toConfirm: 0, late: 0, unread: 0, items: [] },
    });
    const logout = await api.send(null, 'post', '/auth/logout').set('Authorization', `Bearer ${token}`);
    expect([logout.status, logout.text]).toEqual([204, '']);
    expect((await me(token)).status).toBe(401);
  });

  it('keeps nothing from which the token could be had', async () => {
    const token = tokenFrom(await login('head', PASSWORD));
    const rows = await api.dataSource.query<{ token_hash: string }[]>('SELECT token_hash FROM session');
    const hashes = rows.map((row) => row.token_hash);
    expect(hashes).toContain(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each([
    ['head', 'another password'],
    ['nobody', PASSWORD],
    ['HEAD', PASSWORD],
    ["' OR 1=1 --", PASSWORD],
  ])('as %s with %s says the same, whichever is wrong', async (username, password) => {
    const response = await login(username, password);
    expect(response.body).toEqual({
      type: 'urn:luze:problem:not-signed-in',
      title: 'Unauthorized',
      status: 401,
      detail: 'The name or the password is wrong.',
      code: 'not-signed-in',
    });
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  it('takes about as long for a name that there is none of', async () => {
    const medianMs = async (username: string): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 7; round += 1) {
        const startedAt = performance.now();
        await login(username, 'a wrong password');
        times.push(performance.now() - startedAt);
      }
      return times.sort((a, b) => a - b)[3] as number;
    };
    const known = await medianMs('head');
    const unknown = await medianMs('nobody-at-all');
    // Without the comparison it would be ten times as fast.
    expect(unknown).toBeGreaterThan(known / 3);
  });

  it('is over when the session has expired', async () => {
    const token = tokenFrom(await login('head', PASSWORD));
    const hash = createHash('sha256').update(token).digest('hex');
    await api.dataSource.query(
      `UPDATE session SET expires_at = now() - interval '1 second' WHERE token_hash = $1`,
      [hash],
    );
    expect((await me(token)).status).toBe(401);
  });

  it.each([
    '',
    'Bearer',
    'Bearer x',
    'Basic aGVhZDp4',
    `Bearer ${'a'.repeat(43)}`,
    `Bearer ${'a'.repeat(9_000)}`,
  ])('is needed: "%s" is no token', async (header) => {
    expect((await api.send(null, 'get', '/me').set('Authorization', header)).status).toBe(401);
  });
});

describe('an account', () => {
  const first = 'one time password';
  const second = 'a password of my own';

  it('begins with a one-time password, which has to be replaced first of all', async () => {
    const set = await api
      .send('admin', 'put', '/officers/member-2/account')
      .send({ username: 'm2', oneTimePassword: first });
    expect([set.status, set.body]).toEqual([
      200,
      { officer: 'member-2', username: 'm2', mustChangePassword: true },
    ]);
    const token = tokenFrom(await login('m2', first));
    const refused = await api.send(null, 'get', '/units').set('Authorization', `Bearer ${token}`);
    expect(refused.body).toMatchObject({ status: 403, code: 'password-change-required' });
    expect((await me(token)).body).toMatchObject({ mustChangePassword: true });
    const change = (body: object) =>
      api.send(null, 'put', '/me/password').set('Authorization', `Bearer ${token}`).send(body);
    expect((await change({ currentPassword: 'wrong', newPassword: second })).status).toBe(400);
    expect((await change({ currentPassword: first, newPassword: 'short' })).status).toBe(400);
    expect((await change({ currentPassword: first, newPassword: first })).status).toBe(400);
    const other = tokenFrom(await login('m2', first));
    expect((await change({ currentPassword: first, newPassword: second })).status).toBe(204);
    expect((await api.send(null, 'get', '/units').set('Authorization', `Bearer ${token}`)).status).toBe(200);
    expect((await me(other)).status).toBe(401);
    expect((await login('m2', first)).status).toBe(401);
    expect((await login('m2', second)).status).toBe(200);
  });

  it('ends its sessions when it gets another one-time password, or is closed', async () => {
    const token = tokenFrom(await login('m2', second));
    const again = { username: 'm2', oneTimePassword: 'another one time password' };
    expect((await api.send('admin', 'put', '/officers/member-2/account').send(again)).status).toBe(200);
    expect((await me(token)).status).toBe(401);
    expect((await api.send('admin', 'delete', '/officers/member-2/account')).status).toBe(204);
    expect((await login('m2', again.oneTimePassword)).status).toBe(401);
    expect((await api.send('admin', 'delete', '/officers/member-2/account')).status).toBe(404);
  });

  it('has a name of its own', async () => {
    const taken = { username: 'head', oneTimePassword: first };
    const response = await api.send('admin', 'put', '/officers/member-3/account').send(taken);
    expect(response.body).toMatchObject({ status: 409, code: 'username-taken' });
  });

  it('leaves no password, hash or name behind', async () => {
    const { text } = await api.send('auditor', 'get', '/ledger/entries?limit=200&subject=account/member-2');
    expect(text).toContain('password-replaced');
    const [{ all }] = await api.dataSource.query<[{ all: string }]>(
      `SELECT (SELECT string_agg(e::text, ' ') FROM ledger_entry e) || (SELECT coalesce(string_agg(k::text, ' '), '') FROM idempotency_key k) AS all`,
    );
    for (const secret of [
      first,
      second,
      'another one time password',
      '$argon2',
      'Name of',
      'court.example',
      '"m2"',
    ])
      expect(all).not.toContain(secret);
  });
});

describe('too many attempts', () => {
  it('to sign in are answered 429, by name', async () => {
    const strict = await startTestApi({
      rateLimits: {
        perAddress: 1_000,
        signInPerAddress: 20,
        signInPerName: 3,
        intakePerAddress: 3,
        intakePerUnit: 3,
      },
    });
    try {
      const attempt = (username: string) =>
        strict.send(null, 'post', '/auth/login').send({ username, password: 'wrong' });
      const statuses = [];
      for (let round = 0; round < 4; round += 1) statuses.push((await attempt('head')).status);
      expect(statuses).toEqual([401, 401, 401, 429]);
      const response = await attempt('head');
      expect(response.body).toMatchObject({ status: 429, code: 'too-many-requests' });
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
      expect((await attempt('clerk')).status).toBe(401);
      expect((await strict.send('head', 'get', '/me')).status).toBe(200);
    } finally {
      await strict.close();
    }
  }, 30_000);

  it('are counted by the address that a trusted proxy gives, and by the proxy where none is trusted', async () => {
    const statuses: Record<string, number[]> = {};
    for (const [name, trustedProxies] of [
      ['trusted', ['loopback']],
      ['not trusted', false],
    ] as const) {
      const strict = await startTestApi({
        trustedProxies,
        rateLimits: {
          perAddress: 1_000,
          signInPerAddress: 1,
          signInPerName: 10,
          intakePerAddress: 10,
          intakePerUnit: 10,
        },
      });
      const attempt = (address: string) =>
        strict
          .send(null, 'post', '/auth/login')
          .set('X-Forwarded-For', address)
          .send({ username: 'head', password: 'wrong' });
      statuses[name] = [];
      for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.1'])
        statuses[name].push((await attempt(address)).status);
      await strict.close();
    }
    expect(statuses).toEqual({ trusted: [401, 401, 429], 'not trusted': [401, 429, 429] });
  }, 60_000);
});
