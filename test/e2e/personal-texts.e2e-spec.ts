import { createHash } from 'node:crypto';
import { foundInTables } from '../support/raw-tables.js';
import { soon, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;

/** All that anybody writes in this file. */
const said: string[] = [];
const say = (text: string): string => {
  said.push(text);
  return text;
};

beforeAll(async () => {
  court = await WorkingCourt.start();
}, 60_000);

afterAll(() => court.close());

const DAY_MS = 24 * 3_600_000;
const REVIEW = { within: { workingDays: 5 } };
const EVIDENCE = [{ name: 'report', title: { zh: '报告', en: 'Report' } }];
let keys = 0;

/** Each under an Idempotency-Key, so that the answers are kept as well. */
const tell = (officer: string, task: Body, command: string, body: object = {}): Promise<string> =>
  court.tell(officer, task, command, body, { 'Idempotency-Key': `personal-${++keys}` });

/** The documents of an obligation in the order of its entries: what they say, under whose key they are kept, and which entry names them. */
const documentsOf = async ({ id }: Body): Promise<{ id: string; person: string; kind: string }[]> =>
  court.api.dataSource.query(
    `SELECT DISTINCT ON (d.id) d.id, d.person_id AS person, e.kind, e.seq
     FROM ledger_entry e JOIN document d ON d.id = ANY(documents_in(e.body)) WHERE e.subject = $1 ORDER BY d.id, e.seq`,
    [`obligation/${id}`],
  );
const personsOf = async (task: Body): Promise<string[]> =>
  (await documentsOf(task)).map(({ kind, person }) => `${kind}: ${person}`).sort();

it('what people write is read by who may, and stands in no table', async () => {
  const description = say('Collect the lists; 王五 has been slow.');
  const task = await court.open({ description, evidence: EVIDENCE, review: REVIEW });
  const items = [{ requirement: 'report', text: say('李四没有按时报送') }];
  expect(await tell('head', task, 'evidence', { items })).toBe('201 recorded');
  const returned = { verdict: 'return', reason: say('The report of 李四 says nothing') };
  expect(await tell('vice-president', task, 'reviews', returned)).toBe('201 recorded');
  const request = { action: 'request', until: soon(10 * DAY_MS), reason: say('I was in hospital') };
  expect(await tell('head', task, 'extensions', request)).toBe('201 recorded');
  const refusal = { action: 'refuse', reason: say('Being ill is no reason here') };
  expect(await tell('vice-president', task, 'extensions', refusal)).toBe('201 recorded');
  expect(await tell('vice-president', task, 'suspensions', { reason: say('Under treatment') })).toBe(
    '201 recorded',
  );
  expect(await tell('vice-president', task, 'resumptions', { reason: say('Out of hospital') })).toBe(
    '201 recorded',
  );
  expect(await tell('vice-president', task, 'interventions', { kind: 'urge', reason: say('Do hurry') })).toBe(
    '201 recorded',
  );
  expect(await tell('vice-president', task, 'waivers', { reason: say('Transferred for health') })).toBe(
    '201 recorded',
  );

  // What they are asked, the clerk wrote; all the rest is about the head, or by them.
  expect(await personsOf(task)).toEqual([
    'evidence-submitted: officer/head',
    'extension-refused: officer/head',
    'extension-requested: officer/head',
    'obligation-opened: officer/clerk',
    'resumed: officer/head',
    'submission-returned: officer/head',
    'suspended: officer/head',
    'urged: officer/head',
    'waived: officer/head',
  ]);
  const id = (await documentsOf(task)).find(({ kind }) => kind === 'submission-returned')?.id;
  const shown = await court.get('auditor', `/documents/${id}?subject=obligation/${task.id}`);
  expect(shown.body).toMatchObject({ content: returned.reason, erasedAt: null });
  expect((await court.get('other-auditor', `/documents/${id}?subject=obligation/${task.id}`)).status).toBe(
    404,
  );
});

it('a denial concerns who acted, and what is about several people who wrote it', async () => {
  const task = await court.open({ evidence: EVIDENCE });
  const items = [{ requirement: 'report', text: say('Sent in their name') }];
  expect(await tell('clerk', task, 'evidence', { items })).toBe('201 recorded');
  const denial = { verdict: 'deny', reason: say('The clerk 赵六 made this up') };
  expect(await tell('head', task, 'confirmations', denial)).toBe('201 recorded');
  expect(await personsOf(task)).toEqual([
    'evidence-submitted: officer/clerk',
    'submission-denied: officer/clerk',
  ]);

  const parties = ['member-1', 'member-2'].map((id) => ({ kind: 'post', id }));
  const two = await court.open({ parties });
  expect(await tell('vice-president', two, 'waivers', { reason: say('Both are on leave') })).toBe(
    '201 recorded',
  );
  expect(await personsOf(two)).toEqual(['waived: officer/vice-president']);
});

it('the same text of the same person is one document, and of another person another', async () => {
  const text = say('A text that two people write');
  const [once, again, other] = await Promise.all(
    ['head', 'head', 'clerk'].map(
      async (officer) => (await court.send(officer, 'post', '/documents', { text })).body.id,
    ),
  );
  expect(again).toBe(once);
  expect(other).not.toBe(once);
  expect([once, other]).not.toContain(createHash('sha256').update(text).digest('hex'));
});

it('none of all that stands in any row', async () => {
  expect(said.length).toBeGreaterThan(12);
  expect(await foundInTables(court.api.dataSource, said)).toEqual([]);
  // It would be found: what concerns nobody is kept as it is.
  expect(await foundInTables(court.api.dataSource, ['Name of head'])).toEqual(['officer: Name of head']);
});
