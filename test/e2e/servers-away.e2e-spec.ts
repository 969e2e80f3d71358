import request from 'supertest';
import { createApp } from '../../apps/api/create-app.js';
import { BASE, optionsFor, startTestApi, type TestApi } from '../support/api.js';
import { createSwitchableProxy, type SwitchableProxy } from '../support/switchable-proxy.js';

describe('while PostgreSQL is away', () => {
  let api: TestApi;
  let proxy: SwitchableProxy;

  beforeAll(async () => {
    api = await startTestApi({}, async (url) => {
      proxy = await createSwitchableProxy(url);
      return proxy.url;
    });
  }, 60_000);

  afterAll(async () => {
    await api.close();
    await proxy.close();
  });

  it('the API says so, and is as before when it is back', async () => {
    const unit = { id: 'delayed', parent: 'court', title: { zh: '迟', en: 'Delayed' } };
    const create = () => api.send('admin', 'post', '/units').set('Idempotency-Key', 'delayed').send(unit);
    await proxy.cut();
    for (const response of [await api.send('head', 'get', '/units'), await create()]) {
      expect(response.body).toMatchObject({ status: 503, code: 'database-away' });
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect((await api.raw('get', '/health/live')).status).toBe(200);
    const ready = await api.raw('get', '/health/ready');
    expect([ready.status, ready.body]).toEqual([
      503,
      {
        status: 'not-ready',
        parts: [
          { name: 'postgresql', status: 'away' },
          { name: 'temporal', status: 'there' },
          { name: 'this process', status: 'there' },
        ],
      },
    ]);
    await proxy.mend();
    expect((await create()).status).toBe(201);
    expect((await api.raw('get', '/health/ready')).status).toBe(200);
  });

  it('at the start, it is kept trying for', async () => {
    await proxy.cut();
    const late = await createApp(optionsFor(proxy.url));
    await late.listen(0, '127.0.0.1');
    const get = (path: string) => request(late.getHttpServer()).get(path);
    try {
      expect((await get('/health/live')).status).toBe(200);
      expect((await get('/health/ready')).status).toBe(503);
      expect((await get(`${BASE}/me`)).body).toMatchObject({ status: 503, code: 'database-away' });
      await proxy.mend();
      for (let status = 0; status !== 200;) ({ status } = await get('/health/ready'));
      expect((await get(`${BASE}/me`)).status).toBe(401);
    } finally {
      await late.close();
    }
  }, 30_000);
});

describe('while Temporal is away', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi({ temporal: { address: '127.0.0.1:1', namespace: 'default' } });
  }, 60_000);

  afterAll(() => api.close());

  it('reads go on, and so do changes that no workflow has to take', async () => {
    expect((await api.send('head', 'get', '/obligations')).status).toBe(200);
    const unit = { id: 'meanwhile', parent: 'court', title: { zh: '其间', en: 'Meanwhile' } };
    expect((await api.send('admin', 'post', '/units').send(unit)).status).toBe(201);
    const ready = await api.raw('get', '/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body).toMatchObject({
      parts: expect.arrayContaining([{ name: 'temporal', status: 'away' }]) as unknown[],
    });
  });
});
