import { randomUUID } from 'node:crypto';
import { startTestApi, type TestApi } from '../support/api.js';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
}, 60_000);

afterAll(() => api.close());

const get = async <T>(officer: string, path: string): Promise<Page<T>> => {
  const response = await api.send(officer, 'get', path);
  expect(response.status).toBe(200);
  return response.body as Page<T>;
};

/** Reads a list to its end; `between` is called after each page. */
async function readAll<T>(
  officer: string,
  path: string,
  between: () => Promise<void> = async () => {},
): Promise<T[]> {
  const all: T[] = [];
  const join = path.includes('?') ? '&' : '?';
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await get(officer, `${path}${cursor && `${join}cursor=${cursor}`}`);
    all.push(...page.items);
    cursor = page.nextCursor;
    await between();
  }
  return all;
}

const addUnit = async (id: string): Promise<void> => {
  const unit = { id, parent: 'court', title: { zh: id, en: id } };
  expect((await api.send('admin', 'post', '/units').send(unit)).status).toBe(201);
};

const idsOf = (items: readonly { id: unknown }[]): unknown[] => items.map(({ id }) => id);

describe('a list', () => {
  it('is read in pages of the size asked for, each item once', async () => {
    for (let index = 0; index < 12; index += 1) await addUnit(`page-${String(index).padStart(2, '0')}`);
    const path = '/units?parent=court&limit=4';
    const first = await get<{ id: string }>('head', path);
    expect(idsOf(first.items)).toEqual(['page-00', 'page-01', 'page-02', 'page-03']);
    const all = await readAll<{ id: string }>('head', path);
    expect(idsOf(all)).toEqual(
      Array.from({ length: 12 }, (_, index) => `page-${String(index).padStart(2, '0')}`),
    );
    expect((await get('head', '/units?parent=court&limit=12')).nextCursor).toBeNull();
    expect(await get('head', '/units?parent=page-00')).toEqual({ items: [], nextCursor: null });
  });

  it('neither repeats nor hides what was there when rows come in between', async () => {
    let added = 0;
    const before = idsOf(await readAll<{ id: string }>('head', '/units'));
    const read = await readAll<{ id: string }>('head', '/units?limit=3', async () => {
      added += 1;
      await addUnit(`aa-${added}`);
      await addUnit(`page-05-${added}`);
    });
    const ids = idsOf(read);
    expect(added).toBeGreaterThan(4);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(before));
  });

  it('that begins with the newest does not move when newer ones come', async () => {
    const before = idsOf(await readAll<{ id: number }>('auditor', '/ledger/entries?subject=organisation'));
    let added = 0;
    const read = await readAll<{ id: number }>(
      'auditor',
      '/ledger/entries?subject=organisation&limit=7',
      async () => {
        added += 1;
        await addUnit(`newer-${added}`);
      },
    );
    expect(idsOf(read)).toEqual(before);
  });

  it('with equal instants has an order of its own', async () => {
    const ids = Array.from({ length: 25 }, () => randomUUID());
    for (const id of ids)
      await api.dataSource.query(
        `INSERT INTO notification (id, officer_id, channel, subject, seq, kind, post_id, told_as, at)
         VALUES ($1, 'head', 'inbox', 'obligation/x', 1, 'rung-fired', 'head', 'owner', '2026-01-01T00:00:00Z')`,
        [id],
      );
    const read = await readAll<{ id: string }>('head', '/notifications?limit=4');
    expect(idsOf(read)).toEqual([...ids].sort().reverse());
    expect(await get('clerk', '/notifications')).toEqual({ items: [], nextCursor: null });
  });
});

describe('the inbox', () => {
  it('tells what was read from what was not, once', async () => {
    const [{ id }] = (await get<{ id: string }>('head', '/notifications?limit=1')).items as [{ id: string }];
    expect((await api.send('clerk', 'post', `/notifications/${id}/read`)).status).toBe(404);
    const read = await api.send('head', 'post', `/notifications/${id}/read`);
    expect(read.body).toMatchObject({ id, readAt: expect.stringMatching(/Z$/) as string });
    const again = await api.send('head', 'post', `/notifications/${id}/read`);
    expect(again.body).toEqual(read.body);
    expect(idsOf((await get<{ id: string }>('head', '/notifications?unread=false')).items)).toEqual([id]);
    expect((await get('head', '/notifications?unread=true')).items).toHaveLength(24);
    const me = await api.send('head', 'get', '/me');
    expect(me.body).toMatchObject({ waiting: { unread: 24 } });
    const entries = await get<object>('head', '/ledger/entries?subject=inbox/head');
    expect(entries.items).toMatchObject([
      { kind: 'notifications-read', body: { notifications: [id] }, actor: 'head' },
    ]);
  });
});

describe('the ledger', () => {
  it('is narrowed by subject, kind, actor and instants', async () => {
    const unit = { subject: 'organisation', kind: 'unit-set', actor: 'admin' };
    await addUnit('to-be-found');
    const [newest] = (
      await get<{ at: string; body: object }>('auditor', '/ledger/entries?subject=organisation&limit=1')
    ).items;
    const { at } = newest as { at: string };
    const found = await get<object>(
      'auditor',
      `/ledger/entries?subject=organisation&kind=unit-set&actor=admin&from=${at}`,
    );
    expect(found.items).toMatchObject([
      { ...unit, body: { id: 'to-be-found', parentId: 'court', calendarId: 'court-calendar' } },
    ]);
    expect((await get('auditor', `/ledger/entries?from=${at}&to=${at}`)).items).toEqual([]);
    const earlier = await get<{ at: string }>('auditor', `/ledger/entries?to=${at}&limit=1`);
    expect(earlier.items.map((entry) => entry.at < at)).toEqual([true]);
    expect((await get('auditor', '/ledger/entries?actor=nobody')).items).toEqual([]);
    expect((await get('auditor', '/ledger/entries?kind=nothing')).items).toEqual([]);
  });
});
