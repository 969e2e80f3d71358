import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { minuteLadder } from '../support/duties.js';
import { soon, WorkingCourt, type Answer } from '../support/working-court.js';

let court: WorkingCourt;

const title = (text: string) => ({ zh: text, en: text });
const rungs = minuteLadder.rungs.map(({ offset, ...rung }) => ({
  ...rung,
  offset: { duration: `${offset < 0 ? '-' : ''}PT${Math.abs(offset) / 1_000}S` },
}));

/** The inspection of channels (row 15): by whoever owns one. */
const inspection = {
  unit: 'court',
  key: 'inspection',
  row: 15,
  title: title('Inspection of channels'),
  basis: { strength: 'our-default', source: title('test') },
  procedure: 'duty',
  floor: false,
  stages: [
    {
      name: 'inspect',
      title: title('Inspect'),
      kind: 'duty',
      parties: { ownersOf: 'channels' },
      due: { from: 'opening', offset: { workingDays: 5 } },
      ladder: { rungs },
      evidence: [],
      review: null,
      tracksDecisions: true,
    },
  ],
  occurrence: { openedBy: ['vice-president'] },
};

const FROM = '2026-01-01T00:00:00.000Z';
const channel = (more: object = {}): object => ({
  unit: 'court',
  kind: 'website',
  title: title('Website'),
  owner: 'head',
  from: FROM,
  ...more,
});
const begin = (body: object, officer = 'clerk'): Promise<Answer> =>
  court.send(officer, 'post', '/channels', body);

const inspect = (): Promise<Answer> =>
  court.send('vice-president', 'post', '/duties/court.inspection/occurrences', {
    unit: 'court',
    text: 'Before the conference.',
  });

beforeAll(async () => {
  court = await WorkingCourt.start();
  expect((await court.send('admin', 'post', '/duties', inspection)).status).toBe(201);
}, 60_000);

afterAll(() => court.close());

describe('the register of channels (row 15)', () => {
  it('has those who own one owe its inspection, once however many they own', async () => {
    expect((await inspect()).body).toMatchObject({ status: 409, code: 'nobody-owes' });
    const website = await begin(channel({ deputy: 'member-1' }));
    expect(website).toMatchObject({ status: 201, body: { owner: 'head', deputy: 'member-1', to: null } });
    expect((await begin(channel({ kind: 'board', title: title('Board') }))).status).toBe(201);
    expect((await begin(channel({ kind: 'banner', owner: 'member-2' }), 'admin')).status).toBe(201);
    const { body } = await inspect();
    expect(body.partyStates.map(({ party }: { party: string }) => party)).toEqual(['head', 'member-2']);
  });

  it('asks nobody whose channels have ended', async () => {
    const { items } = (await court.get('head', '/channels?unit=court')).body;
    const banner = items.find(({ kind }: { kind: string }) => kind === 'banner');
    const ended = await court.send('clerk', 'post', `/channels/${banner.id}/ending`, { to: soon(-1_000) });
    expect(ended).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await court.send('clerk', 'post', `/channels/${banner.id}/ending`, { to: soon(0) })).toMatchObject(
      {
        status: 409,
        body: { code: 'ended' },
      },
    );
    expect((await inspect()).body.partyStates).toMatchObject([{ party: 'head' }]);
    expect(await court.send('admin', 'post', '/posts/head/ending')).toMatchObject({ status: 409 });
  });

  it.each([
    ['of a private kind', { kind: 'private-account' }, 'clerk', 400],
    ['of a unit that there is not', { unit: 'none' }, 'clerk', 400],
    ['of a post that there is not', { owner: 'none' }, 'clerk', 400],
    ['whose deputy is the owner', { deputy: 'head' }, 'clerk', 409],
    ['that ends before it begins', { to: '2025-01-01T00:00:00Z' }, 'clerk', 400],
    ['by an officer', {}, 'head', 403],
    ['by an administrator of another unit', {}, 'other-admin', 403],
  ])('holds none %s', async (_, more, officer, status) => {
    const before = await court.countAll();
    expect((await begin(channel(more), officer)).status).toBe(status);
    expect(await court.countAll()).toEqual(before);
  });
});

describe('the calendar of key dates (row 27)', () => {
  const add = (body: object, officer = 'clerk'): Promise<Answer> =>
    court.send(officer, 'post', '/key-dates', { unit: 'court', title: title('Congress'), ...body });

  it('is added to and cancelled, never rewritten', async () => {
    const { status, body } = await add({ from: '2027-03-05', to: '2027-03-12' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ from: '2027-03-05', to: '2027-03-12', cancelledAt: null });
    expect((await add({ from: '2027-01-01' })).body).toMatchObject({ to: '2027-01-01' });
    const days = (await court.get('head', '/key-dates')).body.items.map(({ from }: { from: string }) => from);
    expect(days).toEqual(['2027-01-01', '2027-03-05']);
    const cancel = () => court.send('clerk', 'post', `/key-dates/${body.id}/cancellation`);
    expect(await cancel()).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await cancel()).toMatchObject({ status: 409, body: { code: 'already-cancelled' } });
  });

  it.each([
    ['that has passed', { from: '2026-01-01' }, 'clerk', 400],
    ['that ends before it begins', { from: '2027-03-05', to: '2027-03-04' }, 'clerk', 400],
    ['of a unit that there is not', { unit: 'none', from: '2027-03-05' }, 'clerk', 400],
    ['by an officer', { from: '2027-03-05' }, 'head', 403],
  ])('holds none %s', async (_, more, officer, status) => {
    const all = async () => (await court.get('head', '/key-dates')).body;
    const before = await all();
    expect((await add(more, officer)).status).toBe(status);
    expect(await all()).toEqual(before);
  });
});

describe('a cycle that follows key dates (row 27)', () => {
  const create = (more: object): Promise<Answer> =>
    court.send('admin', 'post', '/cycles', {
      id: 'rosters',
      unit: 'court',
      duty: 'court.roster',
      startDate: '2026-01-01',
      ...more,
    });
  const untilNext = async (isSo: (next: { from: string } | null) => boolean): Promise<Answer['body']> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const { body } = await court.get('admin', '/cycles/rosters');
      if (body.startedAt !== null && isSo(body.next)) return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('it did not come to that');
  };

  it('plans again whenever one is added or cancelled', async () => {
    const [stage] = inspection.stages;
    const roster = {
      ...inspection,
      key: 'roster',
      row: 27,
      stages: [{ ...stage, parties: { posts: 'head' } }],
    };
    expect((await court.send('admin', 'post', '/duties', roster)).status).toBe(201);
    expect((await create({})).status).toBe(400);
    expect((await create({ rule: 'FREQ=MONTHLY', leadWorkingDays: 3 })).status).toBe(400);
    expect((await create({ leadWorkingDays: 3, opens: 'period-end' })).status).toBe(400);
    expect(await create({ leadWorkingDays: 3 })).toMatchObject({
      status: 201,
      body: { rule: null, leadWorkingDays: 3 },
    });
    // What the test before has left in the register.
    await untilNext((next) => next !== null);
    const days = { from: '2026-12-24', to: '2026-12-25' };
    const { body } = await court.send('clerk', 'post', '/key-dates', {
      unit: 'court',
      title: title('Fair'),
      ...days,
    });
    expect((await untilNext((next) => next?.from === '2026-12-21')).next).toMatchObject({ to: '2026-12-25' });
    const preview = await court.get('admin', '/cycles/rosters/preview?from=2026-12-01&to=2026-12-25');
    expect(preview.body.periods).toHaveLength(1);
    expect((await court.send('clerk', 'post', `/key-dates/${body.id}/cancellation`)).status).toBe(200);
    await untilNext((next) => next !== null && next.from > '2026-12-25');
  });
});

it('leaves rows that the ledger gives again', async () => {
  expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
});
