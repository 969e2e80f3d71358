import { setTimeout as sleep } from 'node:timers/promises';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { asRequest, minuteLadder, onePost } from '../support/duties.js';
import { WorkingCourt, type Answer, type Body } from '../support/working-court.js';

let court: WorkingCourt;

const title = (text: string) => ({ zh: text, en: text });
const { rungs } = asRequest(minuteLadder);
const citing = 'Leading group, meeting 7, item 3';
/** Over, and long before the adoption. */
const MARCH = '2026-03-15';

beforeAll(async () => {
  court = await WorkingCourt.start();
  const duty = {
    unit: 'court',
    key: 'lecture',
    row: 9,
    title: title('A lecture'),
    basis: { strength: 'our-default', source: title('test') },
    procedure: 'duty',
    floor: false,
    stages: [
      {
        name: 'lecture',
        title: title('Hold it'),
        kind: 'duty',
        parties: onePost('head'),
        due: { from: 'period-end', offset: { workingDays: -5 } },
        ladder: { rungs },
        evidence: [{ name: 'proof', title: title('proof') }],
        review: null,
      },
    ],
  };
  expect((await court.send('admin', 'post', '/duties', duty)).status).toBe(201);
  const cycle = {
    id: 'lectures',
    unit: 'court',
    duty: 'court.lecture',
    rule: 'FREQ=MONTHLY',
    startDate: '2026-01-01',
    adoptionDate: '2190-01-01',
  };
  expect((await court.send('admin', 'post', '/cycles', cycle)).status).toBe(201);
  while ((await court.get('admin', '/cycles/lectures')).body.startedAt === null) await sleep(50);
}, 60_000);

afterAll(() => court.close());

const open = (more: object, officer = 'admin'): Promise<Answer> =>
  court.send(officer, 'post', '/cycles/lectures/openings', { citing, ...more });

describe('a period before the adoption', () => {
  it.each<[string, object, number, string]>([
    ['is not owed any more', { period: MARCH }, 409, 'no-such-period'],
    ['has to be over', { period: '2190-02-01', backfill: true }, 409, 'period-not-over'],
    ['belongs to the series', { period: '2025-03-15', backfill: true }, 409, 'no-such-period'],
    ['is asked for plainly', { period: MARCH, backfill: 'yes' }, 400, 'bad-request'],
  ])('%s', async (_, more, status, code) => {
    expect(await open(more)).toMatchObject({ status, body: { code } });
  });

  it('is back-filled: handed in, fulfilled, never late, and marked (补录)', async () => {
    const { next } = (await court.get('admin', '/cycles/lectures')).body as Body;
    expect((await open({ period: MARCH, backfill: true }, 'head')).status).toBe(403);
    expect((await open({ period: MARCH, backfill: true })).status).toBe(201);
    expect(await open({ period: MARCH, backfill: true })).toMatchObject({
      status: 409,
      body: { code: 'already-opened' },
    });
    const id = 'lectures.2026-03-01';
    const opened = await court.until({ id }, ({ stage }) => stage === 'lecture');
    expect(opened).toMatchObject({
      backfilled: true,
      periodFrom: '2026-03-01',
      periodTo: '2026-03-31',
      light: 'blue',
      partyStates: [{ party: 'head', status: 'open', nextRung: { action: 'remind' } }],
    });
    expect((await court.get('head', `/obligations/${id}/explanation`)).body.parties[0].due).toMatchObject({
      because: 'opening',
    });
    const evidence = { items: [{ requirement: 'proof', text: 'The lecture of March.' }] };
    expect(await court.tell('head', { id }, 'evidence', evidence)).toBe('201 recorded');
    expect(await court.until({ id }, ({ status }) => status !== 'open')).toMatchObject({
      status: 'fulfilled',
      backfilled: true,
      partyStates: [{ status: 'fulfilled', isLate: false }],
    });
    const { items } = (await court.get('auditor', '/obligations?duty=court.lecture&status=fulfilled')).body;
    expect(items).toMatchObject([{ id, backfilled: true }]);
    expect((await court.get('admin', '/cycles/lectures')).body).toMatchObject({ openedCount: 1, next });
  });

  it('leaves rows that the ledger gives again', async () => {
    expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
  });
});
