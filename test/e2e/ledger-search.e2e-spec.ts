import { DataSource } from 'typeorm';
import { startTestApi, type TestApi } from '../support/api.js';

interface Entry {
  readonly id: number;
  readonly index: number | null;
  readonly subject: string;
  readonly kind: string;
  readonly recordedAt: string;
  readonly body: { readonly id?: string };
}

let api: TestApi;
let owner: DataSource;

beforeAll(async () => {
  api = await startTestApi();
  owner = await new DataSource({ type: 'postgres', url: api.database.adminUrl }).initialize();
  await addUnit('civil-division', '民事审判庭');
  await addUnit('criminal-division', '刑事审判庭');
  await owner.query(
    `INSERT INTO ledger_entry (subject, seq, kind, actor, on_behalf_of, at, body)
     SELECT 'obligation/' || id, 1, 'evidence-submitted', 'clerk', 'leading-group', '2027-03-01T00:00:00Z', '{}'
     FROM unnest(ARRAY['study.2027-03-01', 'other.2027-03-01']) AS o (id)`,
  );
  await owner.query(
    `INSERT INTO obligation (id, unit_id, duty_id, duty_version, title, procedure, floor, is_later_entry, backfilled, status,
       party_counts, version)
     SELECT id, unit_id, duty_id, 1, '{}', 'duty', false, false, false, 'open', '{}', 1 FROM (VALUES
       ('study.2027-03-01', 'civil-division', 'court.study'), ('other.2027-03-01', 'other-court', 'court.other'))
       AS o (id, unit_id, duty_id)`,
  );
}, 60_000);

afterAll(async () => {
  await owner.destroy();
  await api.close();
});

async function addUnit(id: string, zh: string): Promise<void> {
  const unit = { id, parent: 'court', title: { zh, en: `Division ${id}` } };
  expect((await api.send('admin', 'post', '/units').send(unit)).status).toBe(201);
}

async function found(query: string, officer = 'auditor'): Promise<Entry[]> {
  const { status, body } = await api.send(officer, 'get', `/ledger/entries?${query}`);
  expect(status).toBe(200);
  return (body as { items: Entry[] }).items;
}
const unitsFound = async (q: string, officer?: string): Promise<unknown[]> =>
  (await found(`kind=unit-set&q=${encodeURIComponent(q)}`, officer)).map(({ body }) => body.id);

describe('a search of the ledger', () => {
  it.each([
    ['审判', ['criminal-division', 'civil-division']],
    ['民事审判庭', ['civil-division']],
    ['庭', ['criminal-division', 'civil-division']],
    ['民判', []],
    ['CIVIL-div', ['civil-division']],
    ['division 刑事', ['criminal-division']],
    ['ivil', []],
    ["'civil' & !(x) | :*", []],
  ])('finds %s', async (q, ids) => expect(await unitsFound(q)).toEqual(ids));

  it('finds what was recorded a moment ago, and subjects, kinds and who acted', async () => {
    await addUnit('appeals', '上诉庭');
    expect(await unitsFound('上诉')).toEqual(['appeals']);
    expect(await unitsFound('organisation unit set admin appeals')).toEqual(['appeals']);
  });

  it('shows nobody more than they see', async () => {
    expect(await unitsFound('审判', 'other-auditor')).toEqual(['criminal-division', 'civil-division']);
    expect(await found('q=head', 'other-auditor')).not.toContainEqual(
      expect.objectContaining({ subject: 'account/head' }),
    );
    expect(await unitsFound('审判', 'head')).toEqual([]);
  });

  it('begins anew where its index was emptied', async () => {
    await owner.query('TRUNCATE ledger_search');
    expect(await unitsFound('审判')).toEqual(['criminal-division', 'civil-division']);
  });

  it.each(['...', '', 'x'.repeat(201)])('refuses "%s"', async (q) => {
    const { status, body } = await api.send('auditor', 'get', `/ledger/entries?q=${q}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ pointer: '/query/q' }] });
  });
});

describe('the ledger is narrowed', () => {
  it('by what its subjects are', async () => {
    const kinds = new Set((await found('of=account&limit=200')).map(({ subject }) => subject.split('/')[0]));
    expect([...kinds]).toEqual(['account']);
  });

  it('by unit, with those below', async () => {
    const subjects = async (unit: string): Promise<string[]> =>
      (await found(`unit=${unit}&kind=evidence-submitted`)).map(({ subject }) => subject);
    expect(await subjects('court')).toEqual(['obligation/study.2027-03-01']);
    expect(await subjects('civil-division')).toEqual(['obligation/study.2027-03-01']);
    expect(await subjects('criminal-division')).toEqual([]);
  });

  it('by duty, and by the party in whose name a clerk acted', async () => {
    expect((await found('duty=court.study')).map(({ subject }) => subject)).toEqual([
      'obligation/study.2027-03-01',
    ]);
    expect(await found('duty=court.none')).toEqual([]);
    expect(await found('onBehalfOf=leading-group')).toHaveLength(1);
    expect(await found('onBehalfOf=head')).toEqual([]);
  });

  it('by when it was recorded', async () => {
    const [newest] = await found('subject=organisation&limit=1');
    const at = newest?.recordedAt as string;
    expect((await found(`subject=organisation&fromRecordedAt=${at}`)).map(({ id }) => id)).toEqual([
      newest?.id,
    ]);
    expect((await found(`subject=organisation&toRecordedAt=${at}`)).map(({ id }) => id)).not.toContain(
      newest?.id,
    );
  });
});

it('an entry shows its place in the log once it is sealed', async () => {
  const [entry] = await found('subject=organisation&limit=1');
  expect(entry?.index).toBeNull();
  await owner.query(`INSERT INTO ledger_leaf (index, entry_id, record) VALUES (7, $1, sha256('x'))`, [
    entry?.id,
  ]);
  expect((await found('subject=organisation&limit=1'))[0]?.index).toBe(7);
});
