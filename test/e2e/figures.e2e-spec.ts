import { SubjectStarts } from '../../apps/api/subjects/subject-starts.js';
import { obligationSubject } from '../../libs/domain/subject/ids.js';
import { openSubjects } from '../../libs/records/subjects/open-subjects.js';
import { duty, obligation, stage } from '../support/duties.js';
import { OVERDUE_LADDER, WorkingCourt, type Answer, type Body } from '../support/working-court.js';

let court: WorkingCourt;

const title = (zh: string, en: string) => ({ zh, en });
const DUTY = 'court.figures';
const figures = stage('report', { evidence: [{ name: 'figures', title: title('数据', 'Figures') }] });

/** What the head owes for a period. */
async function owe(id: string, from: string, to: string, stages = [figures]): Promise<void> {
  const period = { from, to, start: `${from}T00:00:00.000Z`, end: `${to}T23:59:59.999Z` };
  const brief = { ...obligation(id, duty({ key: 'figures', stages })), dutyId: DUTY, period };
  const subject = obligationSubject(id);
  await court.api.dataSource.transaction((manager) => openSubjects(manager, [{ subject, brief }], subject));
  await court.api.app.get(SubjectStarts).start(subject);
  await court.until({ id }, ({ stage: open }) => open === 'report');
}

const handIn = (id: string, rows: string[], officer = 'head', query = ''): Promise<Answer> =>
  court.send(officer, 'post', `/obligations/${id}/figures${query}`, `${rows.join('\n')}\n`, {
    'Content-Type': 'text/csv',
  });
const trend = async (query = '', officer = 'auditor'): Promise<Body> =>
  (await court.get(officer, `/duties/${DUTY}/figures${query}`)).body;

const HEADINGS = '支部,党员数,注册人数,活跃人数,平均分';

beforeAll(async () => {
  court = await WorkingCourt.start();
  for (const [id, zh] of [
    ['branch-1', '第一支部'],
    ['branch-2', '第二支部'],
  ] as const) {
    const unit = { id, parent: 'court', title: title(zh, id) };
    expect((await court.send('admin', 'post', '/units', unit)).status).toBe(201);
  }
  const laidDown = {
    unit: 'court',
    key: 'figures',
    row: 11,
    title: title('学习平台', 'Study platform'),
    basis: { strength: 'our-default', source: title('测试', 'test') },
    procedure: 'duty',
    floor: false,
    stages: [
      {
        ...figures,
        due: { from: 'period-end', offset: { workingDays: 5 } },
        ladder: { rungs: OVERDUE_LADDER },
      },
    ],
  };
  expect((await court.send('admin', 'post', '/duties', laidDown)).body).toMatchObject({ id: DUTY });
  await owe('january', '2026-01-01', '2026-01-31');
  await owe('february', '2026-02-01', '2026-02-28');
}, 60_000);

afterAll(() => court.close());

describe('figures per branch (row 11)', () => {
  it.each([
    ['a column about persons', [`${HEADINGS},姓名`, '第一支部,20,18,9,31.5,某人'], ['/1/6'], [1]],
    [
      'a unit elsewhere, and too many',
      [HEADINGS, 'other-court,1,1,1,1', '第一支部,1,2,1,1'],
      ['/2/1', '/3/3'],
      [2, 3],
    ],
  ])('are refused with the lines, and nothing is kept: %s', async (_, rows, pointers, lines) => {
    const before = await court.countAll();
    const { status, body } = await handIn('january', rows);
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer }: Body) => pointer)).toEqual(pointers);
    expect(body.errors.map(({ line }: Body) => line)).toEqual(lines);
    expect(JSON.stringify(body)).not.toMatch(/姓名|某人/);
    expect(await court.countAll()).toEqual(before);
  });

  it('are taken as CSV only, from whoever owes, where the open stage asks for them', async () => {
    const rows = [HEADINGS, '第一支部,20,18,9,31.5'];
    expect((await court.send('head', 'post', '/obligations/january/figures', { rows })).status).toBe(415);
    expect((await handIn('january', rows, 'vice-president')).status).toBe(403);
    expect((await handIn('january', rows, 'member-1')).status).toBe(404);
    expect((await handIn('january', rows, 'head', '?stage=other')).status).toBe(409);
    const other = { ...figures, evidence: [{ name: 'minutes', title: title('纪要', 'Minutes') }] };
    await owe('no-figures', '2026-03-01', '2026-03-31', [other]);
    expect((await handIn('no-figures', rows)).status).toBe(409);
    expect(await trend()).toEqual({ items: [], nextCursor: null });
  });

  it('are the same by whatever way they come: what tells of persons is refused by all', async () => {
    const withNames = `${HEADINGS},姓名\n第一支部,20,18,9,31.5,某人\n`;
    const { id: document } = (await court.send('head', 'post', '/documents', { text: withNames })).body;
    const before = await court.countAll();
    for (const given of [{ text: withNames }, { document }, { text: '某人学习了' }]) {
      const items = [{ requirement: 'figures', ...given }];
      const { status, body } = await court.send('head', 'post', '/obligations/january/evidence', { items });
      expect([status, body.errors[0].pointer]).toEqual([400, `/items/0/${Object.keys(given)[0]}`]);
      expect(JSON.stringify(body)).not.toMatch(/姓名|某人/);
      const batch = [{ kind: 'evidence', obligation: 'january', items }];
      const { answers } = (await court.send('head', 'post', '/batches', { items: batch })).body;
      expect(answers).toMatchObject([{ accepted: false, code: 'bad-request' }]);
    }
    expect(await court.countAll()).toEqual(before);
  });

  it('show as a trend, by branch and then by period', async () => {
    const january = [HEADINGS, '第二支部,10,5,0,0', '第一支部,20,18,9,31.5'];
    expect(await handIn('january', january)).toMatchObject({
      status: 201,
      body: { subject: 'obligation/january' },
    });
    // By a clerk in the name of the head (代办).
    expect(
      (await handIn('february', [HEADINGS, 'branch-1,20,20,10,33', 'branch-2,0,0,0,0'], 'clerk')).status,
    ).toBe(201);
    expect((await court.party({ id: 'february' })).status).toBe('fulfilled');
    const { items, nextCursor } = await trend();
    expect(nextCursor).toBeNull();
    expect(
      items.map(({ unit, period, coverage, activity }: Body) => [unit, period.from, coverage, activity]),
    ).toEqual([
      ['branch-1', '2026-01-01', 0.9, 0.5],
      ['branch-1', '2026-02-01', 1, 0.5],
      ['branch-2', '2026-01-01', 0.5, 0],
      ['branch-2', '2026-02-01', null, null],
    ]);
    expect(items[0]).toMatchObject({
      title: { zh: '第一支部' },
      period: { from: '2026-01-01', to: '2026-01-31' },
      obligation: 'january',
      members: 20,
      registered: 18,
      active: 9,
      averagePoints: 31.5,
    });
  });

  it('are read in pages, within a span, and by those who see the obligations', async () => {
    const all = (await trend()).items;
    const first = await trend('?limit=3');
    expect(first.items).toEqual(all.slice(0, 3));
    expect((await trend(`?limit=3&cursor=${first.nextCursor}`)).items).toEqual(all.slice(3));
    const february = (await trend('?from=2026-02-01&to=2026-02-28')).items;
    expect(february.map(({ obligation }: Body) => obligation)).toEqual(['february', 'february']);
    expect((await trend('', 'member-1')).items).toEqual([]);
    expect((await trend('?from=yesterday')).errors).toMatchObject([{ pointer: '/query/from' }]);
    expect((await court.get('auditor', '/duties/court.none/figures')).status).toBe(404);
  });

  it('count also where they came as a text', async () => {
    await owe('april', '2026-04-01', '2026-04-30');
    const items = [{ requirement: 'figures', text: `${HEADINGS}\n第二支部,10,5,0,0\n` }];
    expect((await court.send('head', 'post', '/obligations/april/evidence', { items })).status).toBe(201);
    expect((await trend('?from=2026-04-01')).items).toMatchObject([{ unit: 'branch-2', coverage: 0.5 }]);
  });
});
