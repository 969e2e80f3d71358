import { soon, OTHER_POST, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;

beforeAll(async () => {
  court = await WorkingCourt.start();
}, 60_000);

afterAll(() => court.close());

const DAY_MS = 86_400_000;
const UNKNOWN = 'f'.repeat(64);
const title = { zh: '报告', en: 'Report' };
const post = (id: string) => ({ kind: 'post', id });
const days = (workingDays: number) => ({ workingDays });
const OVERDUE = { name: 'overdue', action: 'overdue', offset: days(0) };
const UP = { name: 'up', action: 'escalate', offset: days(2), level: 1 };
const END = { name: 'lapse', action: 'lapse', offset: days(5) };

/** Sends it, and answers the pointers of the faults; nothing may be left of it. */
async function faultsOf(officer: string, path: string, body: object): Promise<string[]> {
  const before = await court.countAll();
  const answer = await court.send(officer, 'post', path, body);
  expect({ status: answer.status, body: answer.body as Body }).toMatchObject({
    status: 400,
    body: { status: 400, code: 'bad-request' },
  });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(await court.countAll()).toEqual(before);
  return (answer.body.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort();
}

describe('a task that is not as it must be', () => {
  it.each<[string, object, string[]]>([
    ['an unknown field', { colour: 'red' }, ['/colour']],
    ['no title', { title: undefined }, ['/title']],
    ['a title in one language', { title: { zh: '报告' } }, ['/title/en']],
    ['a title of the wrong type', { title: 'Report' }, ['/title']],
    ['an unknown unit', { unit: 'palace' }, ['/unit']],
    ['a unit that is no id', { unit: '../court' }, ['/unit']],
    ['nobody who owes', { parties: [] }, ['/parties']],
    ['parties of the wrong type', { parties: 'head' }, ['/parties']],
    ['a party of the wrong type', { parties: ['head'] }, ['/parties/0']],
    ['a party of no kind', { parties: [{ kind: 'unit', id: 'court' }] }, ['/parties/0/kind']],
    ['a party with more', { parties: [{ ...post('head'), name: 'x' }] }, ['/parties/0/name']],
    ['an unknown post', { parties: [post('head'), post('nobody')] }, ['/parties/1/id']],
    ['a post as a body', { parties: [{ kind: 'body', id: 'head' }] }, ['/parties/0/id']],
    ['a party named twice', { parties: [post('head'), post('member-1'), post('head')] }, ['/parties/2/id']],
    ['a party of another unit', { parties: [post('head'), post(OTHER_POST)] }, ['/parties/1/id']],
    ['201 parties', { parties: Array.from({ length: 201 }, (_, i) => post(`p-${i}`)) }, ['/parties']],
    ['a day that does not exist', { dueAt: '2027-02-30' }, ['/dueAt']],
    ['an instant that does not exist', { dueAt: '2027-02-29T10:00:00+08:00' }, ['/dueAt']],
    ['an instant without an offset', { dueAt: '2027-02-28T10:00:00' }, ['/dueAt']],
    ['a number as deadline', { dueAt: 1_800_000_000_000 }, ['/dueAt']],
    ['a day that has passed', { dueAt: '2026-01-01' }, ['/dueAt']],
    ['an instant that has passed', { dueAt: '2026-01-01T00:00:00Z' }, ['/dueAt']],
    ['a year that cannot be meant', { dueAt: '9999-12-31' }, ['/dueAt']],
    ['no deadline', { dueAt: null }, ['/dueAt']],
    ['a description of blanks', { description: ' \n ' }, ['/description']],
    ['a description that is too long', { description: 'x'.repeat(20_001) }, ['/description']],
    ['evidence without a title', { evidence: [{ name: 'report' }] }, ['/evidence/0/title']],
    ['evidence of no name', { evidence: [{ name: 'A Report', title }] }, ['/evidence/0/name']],
    [
      'evidence of the same name',
      { evidence: ['a', 'b', 'a'].map((name) => ({ name, title })) },
      ['/evidence/2/name'],
    ],
    ['a review that takes no time', { review: { within: days(0) } }, ['/review/within']],
    ['a review of no length', { review: {} }, ['/review/within']],
    ['an unknown reviewer', { review: { by: 'nobody', within: days(2) } }, ['/review/by']],
    ['a body as reviewer', { review: { by: 'leading-group', within: days(2) } }, ['/review/by']],
  ])('%s: 400 and where', async (_, change, pointers) => {
    expect(await faultsOf('clerk', '/obligations', court.task(change))).toEqual(pointers);
  });

  it.each<[string, object[], string[]]>([
    ['none', [], ['']],
    ['no overdue rung', [UP, END], ['']],
    ['two overdue rungs', [OVERDUE, { ...OVERDUE, name: 'again' }, END], ['', '/1/offset']],
    ['an overdue rung beside the deadline', [{ ...OVERDUE, offset: days(1) }, END], ['/0/action']],
    ['no end', [OVERDUE, UP], ['/1/action']],
    ['an end in the middle', [OVERDUE, END, { ...UP, offset: days(9) }], ['/1/action', '/2/action']],
    ['an end before the deadline', [{ ...END, offset: days(-1) }, OVERDUE], ['/0/action', '/1/action']],
    ['the wrong order', [OVERDUE, { ...UP, offset: days(6) }, END], ['/2/offset']],
    ['two units', [OVERDUE, UP, { ...END, offset: { calendarDays: 5 } }], ['/2/offset']],
    [
      'two units in one offset',
      [OVERDUE, { ...END, offset: { workingDays: 1, duration: 'PT1H' } }],
      ['/1/offset'],
    ],
    ['half a day', [OVERDUE, { ...END, offset: days(0.5) }], ['/1/offset']],
    ['a duration that is none', [OVERDUE, { ...END, offset: { duration: '2 hours' } }], ['/1/offset']],
    ['no level', [OVERDUE, { ...UP, level: undefined }, END], ['/1/level']],
    ['a level of the wrong type', [OVERDUE, { ...UP, level: '1' }, END], ['/1/level']],
    ['a level where none is reached', [{ ...OVERDUE, level: 1 }, END], ['/0/level']],
    ['a level that goes down', [OVERDUE, UP, { ...UP, name: 'up-2', offset: days(3) }, END], ['/2/level']],
    ['a name twice', [OVERDUE, { ...END, name: 'overdue' }], ['/1/name']],
    ['the end of a right', [OVERDUE, { ...END, action: 'close' }], ['/1/action']],
    ['an unknown field', [OVERDUE, { ...END, tone: 'shrill' }], ['/1/tone']],
    ['21 rungs', Array.from({ length: 21 }, (_, i) => ({ ...UP, name: `up-${i}` })), ['']],
  ])(
    'a ladder with %s: 400, in the ladder of whoever owes and in that of the reviewer',
    async (_, ladder, at) => {
      const own = at.map((pointer) => `/ladder${pointer}`);
      expect(await faultsOf('clerk', '/obligations', court.task({ ladder }))).toEqual(own);
      const review = { within: days(5), ladder };
      const ofReview = at.map((pointer) => `/review/ladder${pointer}`);
      expect(await faultsOf('clerk', '/obligations', court.task({ review }))).toEqual(ofReview);
    },
  );

  it('is told of every fault at once, each in the place where it is', async () => {
    const ofForm = { dueAt: '2027-02-30', parties: [post('head'), { kind: 'post' }], colour: 'red' };
    expect(await faultsOf('clerk', '/obligations', court.task(ofForm))).toEqual([
      '/colour',
      '/dueAt',
      '/parties/1/id',
    ]);
    const ofMeaning = {
      description: 'Kept only with the task',
      dueAt: '2026-01-01',
      parties: [post('head'), post('nobody'), post('head'), post(OTHER_POST)],
      evidence: ['a', 'a'].map((name) => ({ name, title })),
      ladder: [OVERDUE, UP],
      review: { by: 'nobody', within: days(5), ladder: [OVERDUE, { ...END, offset: { calendarDays: 5 } }] },
    };
    const pointers = ['/dueAt', '/evidence/1/name', '/ladder/1/action', '/parties/1/id', '/parties/2/id'];
    expect(await faultsOf('clerk', '/obligations', court.task(ofMeaning))).toEqual(
      [...pointers, '/parties/3/id', '/review/by', '/review/ladder/1/offset'].sort(),
    );
    expect(
      await faultsOf('clerk', '/obligations', court.task({ unit: 'palace', ladder: [OVERDUE] })),
    ).toEqual(['/ladder/0/action', '/unit']);
  });

  it('is answered shortly however long its lists are', async () => {
    const parties = Array.from({ length: 100_000 }, () => ({}));
    expect(await faultsOf('clerk', '/obligations', court.task({ parties }))).toEqual(['/parties']);
    const surplus = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`surplus-${i}`, 1]));
    expect(await faultsOf('clerk', '/obligations', court.task(surplus))).toHaveLength(200);
    const large = court.task({ parties: Array.from({ length: 50_000 }, () => post('head')) });
    expect((await court.send('clerk', 'post', '/obligations', large)).status).toBe(413);
  });
});

describe('a command that is not as it must be', () => {
  let path: string;

  beforeAll(async () => {
    const { id } = await court.open({ evidence: [{ name: 'report', title }], review: { within: days(3) } });
    path = `/obligations/${id}`;
  });

  const until = soon(3 * DAY_MS);
  const item = { requirement: 'report', text: 'x' };
  const followUp = { text: 'Mend it', post: 'head', dueAt: until };

  it.each<[string, string, object, string[]]>([
    ['an unknown field', 'receipts', { colour: 'red' }, ['/colour']],
    ['a party of the wrong type', 'receipts', { party: ['head'] }, ['/party']],
    ['a party that is no id', 'receipts', { party: 'he ad' }, ['/party']],
    ['a stage that is no name', 'confirmations', { stage: 'The Task' }, ['/stage']],
    ['null for a party', 'confirmations', { party: null }, ['/party']],
    ['no items', 'evidence', {}, ['/items']],
    ['items of the wrong type', 'evidence', { items: { report: 'x' } }, ['/items']],
    ['51 items', 'evidence', { items: Array.from({ length: 51 }, () => item) }, ['/items']],
    ['an item of nothing', 'evidence', { items: [null] }, ['/items/0']],
    ['text and document both', 'evidence', { items: [item, { ...item, document: UNKNOWN }] }, ['/items/1']],
    ['neither text nor document', 'evidence', { items: [{ requirement: 'report' }] }, ['/items/0']],
    ['text that is empty', 'evidence', { items: [{ ...item, text: '' }] }, ['/items/0/text']],
    [
      'a document that is not stored',
      'evidence',
      { items: [item, { requirement: 'report', document: UNKNOWN }, { requirement: 'report' }] },
      ['/items/1/document', '/items/2'],
    ],
    [
      'a document that is no hash',
      'evidence',
      { items: [{ requirement: 'report', document: 'x' }] },
      ['/items/0/document'],
    ],
    ['no requirement', 'evidence', { items: [{ text: 'x' }] }, ['/items/0/requirement']],
    [
      'a decision due on no day',
      'evidence',
      { items: [item], followUps: [{ ...followUp, dueAt: '2027-02-30' }] },
      ['/followUps/0/dueAt'],
    ],
    [
      '101 decisions',
      'evidence',
      { items: [item], followUps: Array.from({ length: 101 }, () => followUp) },
      ['/followUps'],
    ],
    ['no verdict', 'reviews', {}, ['/verdict']],
    ['an unknown verdict', 'reviews', { verdict: 'perhaps' }, ['/verdict']],
    ['a return that says nothing', 'reviews', { verdict: 'return' }, ['/reason']],
    ['a return within no time', 'reviews', { verdict: 'return', reason: 'x', within: days(0) }, ['/within']],
    ['a reason that is too long', 'reviews', { verdict: 'return', reason: 'x'.repeat(4_001) }, ['/reason']],
    ['no action', 'extensions', { until, reason: 'x' }, ['/action']],
    ['a request that says nothing', 'extensions', { action: 'request' }, ['/reason', '/until']],
    ['a refusal that says nothing', 'extensions', { action: 'refuse' }, ['/reason']],
    ['a day that does not exist', 'extensions', { action: 'grant', until: '2027-04-31' }, ['/until']],
    ['a suspension without a reason', 'suspensions', {}, ['/reason']],
    ['parties of nobody', 'suspensions', { reason: 'x', parties: [] }, ['/parties']],
    [
      '201 parties',
      'suspensions',
      { reason: 'x', parties: Array.from({ length: 201 }, () => 'a') },
      ['/parties'],
    ],
    ['a party that is no id', 'resumptions', { parties: ['head', 7] }, ['/parties']],
    ['a reason of blanks', 'resumptions', { reason: '\t' }, ['/reason']],
    ['a waiver without a reason', 'waivers', { parties: ['head'] }, ['/reason']],
    ['a NUL', 'waivers', { reason: 'a\0b' }, ['/reason']],
    ['no kind', 'interventions', {}, ['/kind']],
    ['an unknown kind', 'interventions', { kind: 'shout' }, ['/kind']],
    ['an extension to nowhere', 'interventions', { kind: 'extend' }, ['/reason', '/until']],
    ['rectification by no day', 'interventions', { kind: 'rectify', reason: 'x', until: 'soon' }, ['/until']],
    ['a launch without a reason', 'interventions', { kind: 'send-to-launch' }, ['/reason']],
  ])('%s, to %s: 400 and where', async (_, command, body, pointers) => {
    expect(await faultsOf('head', `${path}/${command}`, body)).toEqual(pointers);
  });

  it.each<[string, string, object]>([
    ['head', 'extensions', { action: 'request', reason: 'x', until: '2026-01-01' }],
    ['president', 'interventions', { kind: 'extend', reason: 'x', until: '2026-01-01T00:00:00Z' }],
  ])('by %s to %s, a deadline that has passed: 409', async (officer, command, body) => {
    const task = { id: path.slice('/obligations/'.length) };
    const before = await court.kinds(task);
    expect(await court.tell(officer, task, command, body)).toBe('409 date-in-the-past');
    expect(await court.kinds(task)).toEqual(before);
  });

  it('to what there is not, or with an id that is none', async () => {
    expect(await court.tell('head', { id: 'no-such' }, 'receipts')).toBe('404 not-found');
    expect(await court.tell('head', { id: '..%2Fx' }, 'receipts')).toBe('400 bad-request');
  });
});
