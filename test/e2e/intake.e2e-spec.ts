import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { BASE, startTestApi } from '../support/api.js';
import { asRequest, minuteLadder, onePost } from '../support/duties.js';
import { foundInTables } from '../support/raw-tables.js';
import { WorkingCourt, type Answer, type Body } from '../support/working-court.js';

let court: WorkingCourt;

const TEXT = 'The lift is broken, says Zhao Min.';
const CONTACT = 'Zhao Min, 010-5550-0100';
const title = (text: string) => ({ zh: text, en: text });
const { rungs } = asRequest(minuteLadder);

const stage = (name: string, days: number, evidence: object[], review: object | null): object => ({
  name,
  title: title(name),
  kind: 'duty',
  parties: onePost('head'),
  due: { from: 'opening', offset: { workingDays: days } },
  ladder: { rungs },
  evidence,
  review,
});

/** Acknowledged in 3 and answered in 15 working days by the head; the post above reviews the answer. */
const duty = (key: string, fromIntake: boolean): object => ({
  unit: 'court',
  key,
  row: 14,
  title: title('Feedback'),
  basis: { strength: 'our-default', source: title('test') },
  procedure: 'duty',
  floor: false,
  stages: [
    stage('acknowledgement', 3, [], null),
    stage(
      'answer',
      15,
      [
        { name: 'answer', title: title('Answer') },
        { name: 'note', title: title('Note') },
      ],
      {
        by: 'superior',
        within: { workingDays: 3 },
        ladder: {
          rungs: [
            { name: 'overdue', action: 'overdue', offset: { duration: 'PT0S' } },
            { name: 'lapse', action: 'lapse', offset: { duration: 'P1D' } },
          ],
        },
      },
    ),
  ],
  occurrence: { openedBy: ['head'], fromIntake },
});

const report = (more: object = {}): object => ({
  duty: 'court.feedback',
  text: TEXT,
  anonymous: false,
  contact: CONTACT,
  ...more,
});

const write = async (body: object, unit = 'court'): Promise<Answer> =>
  (await court.api.raw('post', `${BASE}/intake/${unit}`).send(body)) as Answer;
const ask = async (code: string): Promise<Answer> =>
  (await court.api.raw('get', `${BASE}/intake/${code}`)) as Answer;
const rate = async (code: string, body: object): Promise<Answer> =>
  (await court.api.raw('post', `${BASE}/intake/${code}/satisfaction`).send(body)) as Answer;
const setting = async (officer: string, duties: string[], version: number): Promise<Answer> =>
  (await court.api
    .send(officer, 'put', '/units/court/intake')
    .set('If-Match', `"${version}"`)
    .send({ duties })) as Answer;

beforeAll(async () => {
  court = await WorkingCourt.start();
  for (const body of [duty('feedback', true), duty('inside', false)])
    expect((await court.send('admin', 'post', '/duties', body)).status).toBe(201);
}, 60_000);

afterAll(() => court.close());

describe('what a unit takes', () => {
  it('is nothing until an administrator says for which duties', async () => {
    expect((await write(report())).status).toBe(404);
    expect((await court.api.raw('get', `${BASE}/units/court/intake`)).body).toEqual({
      duties: [],
      version: 0,
    });
    expect((await setting('admin', ['court.inside'], 0)).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/duties/0' }],
    });
    expect((await setting('other-admin', ['court.feedback'], 0)).status).toBe(403);
    expect((await setting('admin', ['court.feedback'], 0)).body).toMatchObject({
      duties: [{ id: 'court.feedback' }],
      version: 1,
    });
    expect((await setting('admin', [], 0)).status).toBe(412);
  });

  it.each([
    ['to another unit', report(), 'other-court', 404],
    ['to no unit', report(), 'none', 404],
    ['of a duty that is not taken', report({ duty: 'court.inside' }), 'court', 404],
    ['anonymous, and with a name', report({ anonymous: true }), 'court', 400],
    ['named, and without a name', report({ contact: undefined }), 'court', 400],
    ['without words', report({ text: '  ' }), 'court', 400],
    ['with too many words', report({ text: 'x'.repeat(10_001) }), 'court', 400],
    ['with more than is asked', report({ priority: 'high' }), 'court', 400],
  ])('is no report %s', async (_, body, unit, status) => {
    const before = await court.countAll();
    expect((await write(body, unit)).status).toBe(status);
    expect(await court.countAll()).toEqual(before);
  });
});

describe('a report (row 14)', () => {
  let code: string;
  let id: string;

  it('is received with a code, and its clock starts', async () => {
    const { status, body, headers } = await write(report());
    expect(status).toBe(201);
    expect(headers['cache-control']).toBe('no-store');
    code = body.receiptCode;
    const [row] = await court.api.dataSource.query<[Body]>('SELECT * FROM intake_report');
    id = row.obligation_id;
    expect(JSON.stringify(row)).not.toContain(code);
    expect(await court.until({ id }, ({ stage: open }) => open === 'acknowledgement')).toMatchObject({
      via: 'intake',
      planRow: 14,
      document: null,
      partyStates: [{ party: 'head' }],
    });
    expect((await ask(code)).body).toEqual({
      state: 'received',
      says: expect.anything() as unknown,
      receivedAt: body.receivedAt,
      answer: null,
      mayRate: false,
    });
  });

  it('is read by whoever has to answer it, and by nobody else', async () => {
    expect((await court.get('head', `/obligations/${id}/report`)).body).toMatchObject({
      text: TEXT,
      contact: CONTACT,
      satisfied: null,
    });
    for (const officer of ['vice-president', 'clerk', 'auditor', 'admin', 'member-1', 'other-admin'])
      expect((await court.get(officer, `/obligations/${id}/report`)).status).toBe(404);
  });

  it('is told of its answer once that is accepted, and of nobody who gave it', async () => {
    expect(await court.tell('head', { id }, 'evidence', { items: [] })).toBe('201 recorded');
    await court.until({ id }, ({ stage: open }) => open === 'answer');
    expect((await ask(code)).body).toMatchObject({ state: 'in-progress' });
    // Whoever has to review the answer reads from now on what it answers.
    expect((await court.get('vice-president', `/obligations/${id}/report`)).status).toBe(200);
    const documents = await Promise.all(
      ['It works again.', 'For the file: the firm was late.'].map((text) =>
        court.send('head', 'post', '/documents', { text }),
      ),
    );
    const items = ['answer', 'note'].map((requirement, index) => ({
      requirement,
      document: documents[index]?.body.id,
    }));
    expect(await court.tell('head', { id }, 'evidence', { items })).toBe('201 recorded');
    expect((await ask(code)).body).toMatchObject({ state: 'in-progress', answer: null });
    expect((await rate(code, { satisfied: 5 })).body).toMatchObject({ code: 'not-answered' });
    expect(await court.tell('vice-president', { id }, 'reviews', { verdict: 'accept' })).toBe('201 recorded');
    await court.until({ id }, ({ status }) => status === 'fulfilled');
    const { body } = await ask(code);
    expect(body).toMatchObject({ state: 'answered', answer: 'It works again.', mayRate: true });
    expect(Object.keys(body).sort()).toEqual(['answer', 'mayRate', 'receivedAt', 'says', 'state']);
  });

  it('may be rated once', async () => {
    expect((await rate(code, { satisfied: 6 })).status).toBe(400);
    expect((await rate(code, { satisfied: 4, text: 'Quick.' })).body).toMatchObject({ mayRate: false });
    expect((await rate(code, { satisfied: 1 })).body).toMatchObject({ status: 409, code: 'already-rated' });
    expect((await court.get('head', `/obligations/${id}/report`)).body).toMatchObject({
      satisfied: 4,
      remark: 'Quick.',
    });
  });

  it('leaves no word of it, and not its code, in any table', async () => {
    const secrets = ['Zhao Min', 'The lift is broken', 'Quick.', 'It works again.', code];
    expect(await foundInTables(court.api.dataSource, secrets)).toEqual([]);
    expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
  });
});

it('is not found under a code that there is not', async () => {
  const none = 'x'.repeat(43);
  expect((await ask(none)).status).toBe(404);
  expect((await rate(none, { satisfied: 1 })).status).toBe(404);
  expect((await ask('short')).status).toBe(400);
});

it('has limits: for each address, and for each unit as a whole', async () => {
  const { rateLimits: open } = {
    rateLimits: { perAddress: 1_000, signInPerAddress: 1_000, signInPerName: 1_000 },
  };
  const limited = await startTestApi({ rateLimits: { ...open, intakePerAddress: 6, intakePerUnit: 2 } });
  try {
    const statusOf = async (unit: string) => {
      const { status, headers } = await limited.raw('post', `${BASE}/intake/${unit}`).send({});
      return status === 429 ? `429 ${Number(headers['retry-after']) > 0}` : String(status);
    };
    const course = [];
    for (const unit of ['court', 'court', 'court', 'other-court', 'other-court', 'another', 'more'])
      course.push(await statusOf(unit));
    expect(course).toEqual(['400', '400', '429 true', '400', '400', '400', '429 true']);
    expect((await limited.raw('get', `${BASE}/intake/${'x'.repeat(43)}`)).status).toBe(429);
  } finally {
    await limited.close();
  }
}, 60_000);
