import { DataSource } from 'typeorm';
import { Caller } from '../../apps/api/auth/caller.js';
import { Sessions } from '../../apps/api/auth/sessions.js';
import { LOOK_MARK } from '../../apps/api/looks/look.decorator.js';
import { Looks } from '../../apps/api/looks/looks.js';
import { createDocument } from '../../apps/api/openapi/document.js';
import { operationsOf } from '../../apps/api/openapi/operations.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;
let owner: DataSource;
let task: { id: string };
let document: string;
let file: string;

beforeAll(async () => {
  court = await WorkingCourt.start();
  owner = await new DataSource({ type: 'postgres', url: court.api.database.adminUrl }).initialize();
  task = await court.open({ evidence: [{ name: 'proof', title: { zh: '证明', en: 'Proof' } }] });
  const upload = court.api
    .send('head', 'post', '/evidence-files')
    .field({ unit: 'court', notClassified: 'true' });
  file = ((await upload.attach('file', Buffer.from('Done.\n'), 'done.txt')).body as Body).sha256 as string;
  const { body } = await court.send('head', 'post', '/documents', { text: 'What was done' });
  document = body.id as string;
  const items = [
    { requirement: 'proof', document },
    { requirement: 'proof', file },
  ];
  expect(await court.tell('head', task, 'evidence', { items })).toBe('201 recorded');
}, 60_000);

afterAll(async () => {
  await owner.destroy();
  await court.close();
});

/** What is on record of the looks of an officer, in their order. */
const looksOf = async (officer: string): Promise<Body[]> => {
  const rows = await owner.query<Body[]>(
    `SELECT kind, actor, body FROM ledger_entry WHERE subject = $1 ORDER BY seq`,
    [`looks/${officer}`],
  );
  return rows;
};

/** The sights that one reading puts on record. */
const recordedBy = async (officer: string, path: string, status = 200): Promise<Body[]> => {
  const before = (await looksOf(officer)).length;
  expect(await court.get(officer, path)).toMatchObject({ status });
  return (await looksOf(officer)).slice(before).map(({ body }) => body as Body);
};

const ORGANISATION = '/ledger/entries?subject=organisation';

describe("an auditor's look", () => {
  it('is on record with what was asked for, before it is answered', async () => {
    const { id } = task;
    const subject = `obligation/${id}`;
    expect(await recordedBy('auditor', '/obligations?unit=court&limit=1')).toEqual([
      { what: 'obligations', by: { unit: 'court' } },
    ]);
    for (const [what, path] of [
      ['obligation', ''],
      ['timeline', '/timeline'],
      ['explanation', '/explanation'],
    ] as const)
      expect(await recordedBy('auditor', `/obligations/${id}${path}`)).toEqual([{ what, by: { id } }]);
    expect(await recordedBy('auditor', `/documents/${document}?subject=${subject}`)).toEqual([
      { what: 'document', by: { id: document, subject } },
    ]);
    expect(await recordedBy('auditor', `/evidence-files/${file}?name=Wang`)).toEqual([
      { what: 'evidence-file', by: { sha256: file } },
    ]);
    expect(await recordedBy('auditor', '/officers/head/roles')).toEqual([
      { what: 'roles', by: { id: 'head' } },
    ]);
    expect(await recordedBy('auditor', `${ORGANISATION}&actor=admin`)).toEqual([]);
    expect(await recordedBy('auditor', ORGANISATION)).toEqual([
      { what: 'ledger-entries', by: { subject: 'organisation' } },
    ]);
    const [first] = await looksOf('auditor');
    expect(first).toMatchObject({ kind: 'auditor-looked', actor: 'auditor' });
  });

  it('is every reading that the description of the API says is one', () => {
    const looks = operationsOf(createDocument(court.api.app)).filter(
      ({ operation }) => LOOK_MARK in operation,
    );
    expect(looks.map(({ path }) => path.replace('/api/v1', '')).sort()).toEqual([
      '/documents/{id}',
      '/duties/{id}/figures',
      '/duties/{id}/occurrences',
      '/evidence-files/{sha256}',
      '/incidents',
      '/incidents/{id}',
      '/inquiries',
      '/inquiries/{id}',
      '/inquiries/{id}/file',
      '/ledger/entries',
      '/ledger/proofs/inclusion',
      '/meetings',
      '/meetings/{id}',
      '/obligations',
      '/obligations/{id}',
      '/obligations/{id}/explanation',
      '/obligations/{id}/timeline',
      '/officers/{id}/roles',
      '/workflows/{id}/history',
    ]);
    for (const { operation } of looks) expect(operation.description).toContain('`auditor-looked`');
  });

  it('counts once in ten minutes, whichever page is read; a search and an export each time', async () => {
    const { organisation, grants } = (await court.api.app
      .get(Sessions)
      .callerOf(await court.api.app.get(Sessions).begin('other-auditor'))) as Caller;
    const looks = court.api.app.get(Looks);
    const at = (minute: number): Caller =>
      new Caller('other-auditor', grants, organisation, false, 's', `2027-01-01T08:0${minute}:00.000Z`);
    const asked = { subject: 'organisation', limit: 5 };
    await looks.looked(at(1), 'ledger-entries', asked);
    await looks.looked(at(2), 'ledger-entries', { ...asked, limit: 9, cursor: 'WzFd' });
    expect(await looksOf('other-auditor')).toHaveLength(1);
    await looks.looked(at(2), 'ledger-entries', { ...asked, q: 'Wang Wu' });
    await looks.looked(at(2), 'ledger-entries', { ...asked, q: 'Zhao Liu' });
    await looks.exported(at(2), 'ledger-export', { subject: 'organisation' });
    await looks.exported(at(2), 'ledger-export', { subject: 'organisation' });
    const after = await looksOf('other-auditor');
    expect(after.map(({ kind }) => kind as string)).toEqual([
      ...Array<string>(3).fill('auditor-looked'),
      ...Array<string>(2).fill('auditor-exported'),
    ]);
    expect(after[1].body).toEqual({ what: 'ledger-entries', by: { subject: 'organisation' }, search: true });
    expect(JSON.stringify(after)).not.toContain('Wang');
  });

  it('is none where they hold another right, or are shown nothing', async () => {
    const role = { role: 'auditor', unit: 'court' };
    for (const officer of ['clerk', 'head'])
      expect((await court.send('admin', 'post', `/officers/${officer}/roles`, role)).status).toBe(201);
    for (const officer of ['clerk', 'head']) {
      expect(await recordedBy(officer, `/obligations/${task.id}`)).toEqual([]);
      expect(await recordedBy(officer, `/ledger/entries?subject=account/${officer}`)).toEqual([]);
      expect(await recordedBy(officer, `/ledger/entries?subject=obligation/${task.id}`)).toEqual([]);
      expect(await recordedBy(officer, ORGANISATION)).toHaveLength(1);
    }
    expect(await recordedBy('head', `/evidence-files/${file}`)).toEqual([]);
    expect(await recordedBy('auditor', '/obligations/none', 404)).toEqual([]);
    expect(await recordedBy('auditor', '/ledger/entries?kind=no-such-kind')).toEqual([]);
  });

  it('is seen by themselves and by auditors of their unit, and by nobody else', async () => {
    const path = '/ledger/entries?subject=looks/auditor';
    for (const officer of ['auditor', 'clerk'])
      expect((await court.get(officer, path)).body.items.length).toBeGreaterThan(3);
    for (const officer of ['admin', 'president', 'other-auditor'])
      expect((await court.get(officer, path)).body.items).toEqual([]);
  });

  it('is refused where it cannot be recorded, and readings that are none go on', async () => {
    await owner.query('REVOKE INSERT ON ledger_entry FROM luze_app');
    try {
      const refused = await court.get('auditor', `${ORGANISATION}&kind=officer-set`);
      expect(refused).toMatchObject({ status: 503, body: { code: 'look-not-recorded' } });
      expect(refused.headers['retry-after']).toBeDefined();
      expect((await court.get('admin', `/obligations/${task.id}`)).status).toBe(200);
      expect((await court.get('auditor', '/units')).status).toBe(200);
    } finally {
      await owner.query('GRANT INSERT ON ledger_entry TO luze_app');
    }
  });

  it('leaves the tables as the ledger says', async () => {
    expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
  });
});
