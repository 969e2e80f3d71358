import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { asRequest, minuteLadder, onePost } from '../support/duties.js';
import { soon, WorkingCourt, type Answer, type Body } from '../support/working-court.js';

let court: WorkingCourt;

const title = (text: string) => ({ zh: text, en: text });
const { rungs } = asRequest(minuteLadder);

/** Documents of the superior: relayed by the head, opened by the vice-president. */
const duty = (key: string, more: object = {}): object => ({
  unit: 'court',
  key,
  row: 25,
  title: title('Documents relayed'),
  basis: { strength: 'our-default', source: title('test') },
  procedure: 'duty',
  floor: false,
  stages: [
    {
      name: 'relay',
      title: title('Relay it'),
      kind: 'duty',
      parties: onePost('head'),
      due: { from: 'period-end', offset: { workingDays: 5 } },
      ladder: { rungs },
      evidence: [],
      review: null,
    },
  ],
  occurrence: { openedBy: ['vice-president'] },
  ...more,
});

beforeAll(async () => {
  court = await WorkingCourt.start();
  const recurring = { occurrence: undefined };
  const nobodys = { stages: [{ ...firstStage(), parties: { posts: 'nothing-like-it' } }] };
  for (const body of [duty('relay'), duty('recurs', recurring), duty('nobodys', nobodys)])
    expect((await court.send('admin', 'post', '/duties', body)).status).toBe(201);
}, 60_000);

afterAll(() => court.close());

const firstStage = (): object => (duty('x') as { stages: object[] }).stages[0] as object;

const occurs = (officer: string, more: object = {}, key = 'relay', headers = {}): Promise<Answer> =>
  court.send(
    officer,
    'post',
    `/duties/court.${key}/occurrences`,
    { unit: 'court', text: 'Document 12 has come.', ...more },
    headers,
  );

const first = ({ id }: Body): Promise<Body[]> =>
  court.api.dataSource.query<Body[]>(
    'SELECT actor, on_behalf_of, body FROM ledger_entry WHERE subject = $1 AND seq = 1',
    [`obligation/${id}`],
  );

describe('an occurrence (row 25)', () => {
  it('opens an obligation at once, whose dates count from its opening', async () => {
    const { status, body } = await occurs('vice-president');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      duty: 'court.relay',
      planRow: 25,
      via: 'officer',
      isLaterEntry: false,
      periodFrom: null,
      stage: 'relay',
      partyStates: [{ party: 'head', status: 'open' }],
    });
    const { parties } = (await court.get('head', `/obligations/${body.id}/explanation`)).body;
    expect(parties[0].due).toMatchObject({ because: 'stage-opening' });
    const [entry] = await first(body);
    expect(entry).toMatchObject({ actor: 'vice-president', on_behalf_of: null });
    expect(JSON.stringify(entry)).not.toContain('Document 12');
    const shown = await court.get(
      'head',
      `/documents/${body.document}?subject=${encodeURIComponent(`obligation/${body.id}`)}`,
    );
    expect(shown.body).toMatchObject({ content: 'Document 12 has come.' });
  });

  it('is entered by a clerk in the name of whoever opens it', async () => {
    const { status, body } = await occurs('clerk', { text: 'A second document.' });
    expect(status).toBe(201);
    const [entry] = await first(body);
    expect(entry).toMatchObject({ actor: 'clerk', on_behalf_of: 'vice-president' });
    const other = await occurs('clerk', { onBehalfOf: 'head' });
    expect(other).toMatchObject({ status: 400, body: { errors: [{ pointer: '/onBehalfOf' }] } });
  });

  it('of an earlier day shows as a later entry (补录)', async () => {
    const occurredAt = soon(-3 * 86_400_000);
    const { body } = await occurs('vice-president', { occurredAt });
    expect(body).toMatchObject({ occurredAt, isLaterEntry: true });
    const [entry] = await first(body);
    expect(entry.body.brief.occurrence).toMatchObject({ at: occurredAt, isLaterEntry: true });
  });

  it('is opened once, however often the command is sent', async () => {
    const key = { 'Idempotency-Key': 'the-same' };
    const [once, again] = [
      await occurs('vice-president', {}, 'relay', key),
      await occurs('vice-president', {}, 'relay', key),
    ];
    expect(again.body.id).toBe(once.body.id);
  });

  it('is listed to those who see it', async () => {
    const { items } = (await court.get('auditor', '/duties/court.relay/occurrences?limit=2')).body;
    expect(items).toHaveLength(2);
    expect(items[0].occurredAt >= items[1].occurredAt).toBe(true);
    expect((await court.get('member-1', '/duties/court.relay/occurrences')).body.items).toEqual([]);
    expect((await court.get('head', '/duties/court.relay/occurrences')).body.items).toHaveLength(4);
    expect((await court.get('head', '/duties/court.none/occurrences')).status).toBe(404);
  });

  it('leaves rows that the ledger gives again', async () => {
    expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
  });
});

/** A plan of one duty that comes due at once. */
const tried = `format: 1
key: tried
version: 1
title: { zh: 试行, en: Tried }
office: president
posts:
  - { kind: head, title: { zh: 主任, en: Head } }
  - { kind: vice-president, title: { zh: 副院长, en: Vice-president } }
  - { kind: president, title: { zh: 院长, en: President } }
bodies: []
reviews: []
ladders:
  - name: short
    rungs:
      - { name: overdue, action: overdue, offset: { duration: PT0S } }
      - { name: launch, action: launch, offset: { duration: PT1S } }
duties:
  - key: tried
    row: 25
    title: { zh: 试行, en: Tried }
    basis: { strength: our-default, source: { zh: 测试, en: Test } }
    occurrence: { openedBy: [vice-president] }
    stages:
      - name: relay
        title: { zh: 传达, en: Relay }
        parties: { posts: head }
        due: { from: opening, offset: { duration: PT1S } }
        ladder: short
`;

describe('an occurrence of a plan on trial (试运行)', () => {
  it('runs its ladder to the end: the office alone is told, and no file opens', async () => {
    const imported = await court.sendPlan('admin', '/plans?unit=court&trialUntil=2099-12-31', tried);
    expect(imported).toMatchObject({ status: 201, body: { trialOffice: 'president' } });
    const { status, body } = await occurs('vice-president', {}, 'tried');
    expect(status).toBe(201);
    await court.until(body, ({ closedAt }) => closedAt !== null);
    const subject = `obligation/${body.id}`;
    const rungs = await court.api.dataSource.query<Body[]>(
      "SELECT body FROM ledger_entry WHERE subject = $1 AND kind = 'rung-fired' ORDER BY seq",
      [subject],
    );
    const told = [{ officer: 'president', post: 'president', as: 'office' }];
    expect(rungs).toMatchObject([
      { body: { action: 'overdue', trial: true, told } },
      { body: { action: 'launch', trial: true, told } },
    ]);
    expect(
      await court.api.dataSource.query('SELECT 1 FROM launch_file WHERE subject = $1', [subject]),
    ).toEqual([]);
    expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
  });
});

describe('what is no occurrence', () => {
  it.each([
    ['by whoever holds no such post', 'head', {}, 'relay', 403, 'not-allowed'],
    ['by an administrator', 'admin', {}, 'relay', 403, 'not-allowed'],
    ['of a duty that recurs only', 'vice-president', {}, 'recurs', 409, 'not-on-occurrence'],
    ['of a duty that nobody owes there', 'vice-president', {}, 'nobodys', 409, 'nobody-owes'],
    ['of a duty that there is not', 'vice-president', {}, 'none', 404, 'not-found'],
    ['in a unit that there is not', 'vice-president', { unit: 'none' }, 'relay', 400, 'bad-request'],
    ['beside the unit of the duty', 'vice-president', { unit: 'other-court' }, 'relay', 400, 'bad-request'],
    ['without words', 'vice-president', { text: ' ' }, 'relay', 400, 'bad-request'],
    ['yet to happen', 'vice-president', { occurredAt: soon(60_000) }, 'relay', 400, 'bad-request'],
  ])('is refused: %s', async (_, officer, more, key, status, code) => {
    const before = await court.countAll();
    expect(await occurs(officer, more, key)).toMatchObject({ status, body: { code } });
    expect(await court.countAll()).toEqual(before);
  });
});
