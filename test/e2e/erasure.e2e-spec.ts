import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordOf, sealedText, type SealedEntry } from '../../libs/ledger/sealed.js';
import { leafHash } from '../../libs/ledger/tree/hashes.js';
import { readerOver } from '../../libs/ledger/tree/in-memory.js';
import { proveInclusion, treeRoot } from '../../libs/ledger/tree/prove.js';
import { provesInclusion } from '../../libs/ledger/tree/verify.js';
import { LedgerEntryEntity } from '../../libs/persistence/entities/ledger-entry.entity.js';
import { officerPerson, PersonErased } from '../../libs/privacy/person.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { testTexts } from '../support/keys.js';
import { foundInTables } from '../support/raw-tables.js';
import { TestLog } from '../support/sealing.js';
import { soon, WorkingCourt, type Answer, type Body } from '../support/working-court.js';

let court: WorkingCourt;
let log: TestLog;

beforeAll(async () => {
  [court, log] = await Promise.all([WorkingCourt.start(), TestLog.create()]);
  const made = await court.send('admin', 'post', '/officers/president/roles', {
    role: 'administrator',
    unit: 'court',
  });
  expect(made.status).toBe(201);
}, 60_000);

afterAll(() => Promise.all([court.close(), log.remove()]));

const GROUNDS = { grounds: 'Left the court; decision No. 12.' };
const EVIDENCE = [{ name: 'report', title: { zh: '报告', en: 'Report' } }];
const REVIEW = { within: { workingDays: 5 } };
const WRITTEN = ['李四没有按时报送', 'I was in hospital for a week', 'The report of 李四 says nothing'];
/** Who leaves. */
const LEAVER = 'member-1';

const db = () => court.api.dataSource;
const codeOf = ({ status, body }: Answer): string =>
  body.code === undefined ? `${status}` : `${status} ${body.code}`;
const ask = async (officer: string, step = '', body: object = {}, of = LEAVER): Promise<string> =>
  codeOf(await court.send(officer, 'post', `/officers/${of}/erasure${step}`, body));
const request = (officer = 'admin', of = LEAVER): Promise<string> => ask(officer, '', GROUNDS, of);
const confirm = (officer = 'president', of = LEAVER): Promise<string> =>
  ask(officer, '/confirmation', {}, of);

/** Whoever held a post holds none from now on. */
async function leave(post: string): Promise<void> {
  const { items } = (await court.get('admin', `/posts/${post}/tenures`)).body as Body;
  const ended = await court.send('admin', 'post', `/posts/${post}/tenures/${items[0].id}/ending`, {
    to: soon(150),
  });
  expect(ended.status).toBe(200);
  await sleep(200);
}

/** The ids of documents that are kept under a person's key. */
const documentsOf = async (officer: string): Promise<string[]> =>
  (
    await db().query<{ id: string }[]>('SELECT id FROM document WHERE person_id = $1', [
      officerPerson(officer),
    ])
  ).map(({ id }) => id);

/** All that the log holds: the records with their entries, and the salts that there are. */
async function logged(): Promise<
  { index: number; record: Buffer; entry: LedgerEntryEntity; salt: Buffer | null }[]
> {
  const leaves = await db().query<{ index: number; entryId: number; record: Buffer; salt: Buffer | null }[]>(
    `SELECT index, l.entry_id AS "entryId", record, salt FROM ledger_leaf l LEFT JOIN ledger_salt s USING (entry_id) ORDER BY index`,
  );
  const entries = await db().getRepository(LedgerEntryEntity).find();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return leaves.map(({ entryId, ...leaf }) => ({ ...leaf, entry: byId.get(entryId) as LedgerEntryEntity }));
}

let task: Body;
let root: Buffer;

describe('somebody who has left is not erased', () => {
  it('while they hold a post', async () => {
    task = await court.open({ parties: [{ kind: 'post', id: LEAVER }], evidence: EVIDENCE, review: REVIEW });
    const submit = (text: string) =>
      court.tell(LEAVER, task, 'evidence', { items: [{ requirement: 'report', text }] });
    expect(await submit(WRITTEN[0] as string)).toBe('201 recorded');
    const returned = { verdict: 'return', reason: WRITTEN[2] };
    expect(await court.tell('head', task, 'reviews', returned)).toBe('201 recorded');
    expect(await submit(WRITTEN[1] as string)).toBe('201 recorded');
    expect(await request()).toBe('409 holds-a-post');
    await leave(LEAVER);
  });

  it('while they have an account, or a role', async () => {
    expect(await request()).toBe('409 account-open');
    const role = { role: 'clerk', unit: 'court' };
    expect((await court.send('admin', 'post', `/officers/${LEAVER}/roles`, role)).status).toBe(201);
    expect((await court.api.send('admin', 'delete', `/officers/${LEAVER}/account`)).status).toBe(204);
    expect(await request()).toBe('409 has-roles');
    expect((await court.api.send('admin', 'delete', `/officers/${LEAVER}/roles/clerk/court`)).status).toBe(
      204,
    );
  });

  it('while something that they took part in is open', async () => {
    expect(await request()).toBe('409 work-open');
    expect(await court.tell('head', task, 'reviews', { verdict: 'accept' })).toBe('201 recorded');
    await court.until(task, ({ status }) => status === 'fulfilled');
  });

  it('while a legal hold stands', async () => {
    const holds = `/officers/${LEAVER}/legal-holds`;
    const placed = await court.send('admin', 'post', holds, { grounds: 'Letter No. 7' });
    expect(placed).toMatchObject({
      status: 201,
      body: { officer: LEAVER, placedBy: 'admin', releasedAt: null },
    });
    expect(await request()).toBe('409 legal-hold');
    const release = `${holds}/${placed.body.id}/release`;
    const reason = { reason: 'Letter No. 31' };
    expect(codeOf(await court.send('other-admin', 'post', release, reason))).toBe('403 not-allowed');
    expect(await court.send('president', 'post', release, reason)).toMatchObject({
      status: 200,
      body: { grounds: 'Letter No. 7', releasedAt: expect.any(String) as string },
    });
    expect(codeOf(await court.send('president', 'post', release, reason))).toBe('409 already-released');
    expect((await court.get('admin', holds)).body.items).toMatchObject([
      { id: placed.body.id, placedBy: 'admin' },
    ]);
  });

  it('by one person, by themselves, or by whoever does not administer their unit', async () => {
    expect(await request('other-admin')).toBe('403 not-allowed');
    expect(await request('admin', 'admin')).toBe('409 same-person');
    expect(await request('admin', 'nobody')).toBe('404 not-found');
    expect(await confirm()).toBe('404 not-found');
    expect(await request()).toBe('201');
    expect(await request('president')).toBe('409 already-requested');
    expect(await confirm('admin')).toBe('409 same-person');
    expect(await ask('admin', '/withdrawal')).toBe('204');
    expect(await confirm()).toBe('404 not-found');
    expect(await request()).toBe('201');
    expect((await court.get('president', `/officers/${LEAVER}/erasure`)).body).toMatchObject({
      ...GROUNDS,
      requestedBy: 'admin',
      erasedAt: null,
    });
  });

  it('by a hold that came after it was asked for', async () => {
    const holds = `/officers/${LEAVER}/legal-holds`;
    const { body } = await court.send('admin', 'post', holds, { grounds: 'Letter No. 8' });
    expect(await confirm()).toBe('409 legal-hold');
    await court.send('admin', 'post', `${holds}/${body.id}/release`, { reason: 'Letter No. 9' });
  });

  it('while an entry that names a text of theirs has no place in the log', async () => {
    const answer = await court.send('president', 'post', `/officers/${LEAVER}/erasure/confirmation`, {});
    expect(codeOf(answer)).toBe('409 not-sealed-yet');
    expect(answer.headers['retry-after']).toBe('60');
    expect((await court.get('admin', `/officers/${LEAVER}`)).body).toMatchObject({
      name: `Name of ${LEAVER}`,
    });
  });
});

describe('somebody who is erased', () => {
  let ids: string[];

  it('can be read before', async () => {
    await log.seal(db());
    const all = await logged();
    root = await treeRoot(all.length, readerOver(all.map(({ record }) => leafHash(record))));
    ids = await documentsOf(LEAVER);
    expect(ids).toHaveLength(3);
    const texts = await testTexts.read(db().manager, ids);
    expect([...texts.values()].map(({ content }) => content).sort()).toEqual([...WRITTEN].sort());
    // No id is what anybody could compute who guesses the text.
    expect(ids).not.toContain(
      createHash('sha256')
        .update(WRITTEN[0] as string)
        .digest('hex'),
    );
  });

  it('is nowhere to be read any more', async () => {
    expect(await confirm()).toBe('200');
    for (const id of ids) {
      const shown = await court.get('auditor', `/documents/${id}?subject=obligation/${task.id}`);
      expect(shown).toMatchObject({
        status: 200,
        body: { content: null, erasedAt: expect.any(String) as string },
      });
    }
    expect((await court.get('head', `/officers/${LEAVER}`)).body).toMatchObject({
      name: LEAVER,
      email: null,
      erasedAt: expect.any(String) as string,
    });
    expect((await court.get('auditor', `/obligations/${task.id}/timeline`)).status).toBe(200);
    const secrets = [...WRITTEN, `Name of ${LEAVER}`, `${LEAVER}@court.example`];
    expect(await foundInTables(db(), secrets)).toEqual([]);
    const [{ left }] = await db().query<[{ left: number }]>(
      `SELECT count(*) AS left FROM document WHERE person_id = $1 AND sealed IS NOT NULL`,
      [officerPerson(LEAVER)],
    );
    expect(left).toBe(0);
  });

  it('keeps no proof from holding: a record whose salt is gone stands for itself', async () => {
    const all = await logged();
    const names = ({ body }: LedgerEntryEntity): boolean =>
      ids.some((id) => JSON.stringify(body).includes(id));
    const erased = all.filter(({ salt }) => salt === null);
    expect(erased.map(({ entry }) => entry.kind)).toEqual([
      'evidence-submitted',
      'submission-returned',
      'evidence-submitted',
    ]);
    for (const { entry, salt, record } of all) {
      expect(salt === null).toBe(names(entry));
      if (salt !== null)
        expect(recordOf(salt, sealedText(entry as unknown as SealedEntry)).equals(record)).toBe(true);
    }
    const reader = readerOver(all.map(({ record }) => leafHash(record)));
    for (const { index, record } of erased) {
      const proof = await proveInclusion(index, all.length, reader);
      expect(provesInclusion({ size: all.length, root }, index, leafHash(record), proof)).toBe(true);
    }
  });

  it('has it on record, in ids alone', async () => {
    const { items } = (await court.get('auditor', `/ledger/entries?subject=person/${LEAVER}`)).body as Body;
    const kinds = items.map(({ kind }: Body) => kind).sort();
    expect(kinds).toEqual([
      'erasure-requested',
      'erasure-requested',
      'erasure-withdrawn',
      'legal-hold-placed',
      'legal-hold-placed',
      'legal-hold-released',
      'legal-hold-released',
      'person-erased',
    ]);
    expect(items.find(({ kind }: Body) => kind === 'person-erased')).toMatchObject({
      actor: 'president',
      body: {},
    });
  });

  it('gets no post, account, role or name again, and nothing can be kept of them', async () => {
    const tenure = { officer: LEAVER, from: soon(0) };
    expect(codeOf(await court.send('admin', 'post', `/posts/${LEAVER}/tenures`, tenure))).toBe(
      '409 person-erased',
    );
    const account = { username: 'again', oneTimePassword: 'correct horse battery staple 1' };
    expect(codeOf(await court.send('admin', 'put', `/officers/${LEAVER}/account`, account))).toBe(
      '409 person-erased',
    );
    const role = { role: 'clerk', unit: 'court' };
    expect(codeOf(await court.send('admin', 'post', `/officers/${LEAVER}/roles`, role))).toBe(
      '409 person-erased',
    );
    const named = court.api
      .send('admin', 'patch', `/officers/${LEAVER}`)
      .set('If-Match', '"1"')
      .send({ name: 'Again' });
    expect(codeOf((await named) as Answer)).toBe('409 person-erased');
    expect(await request()).toBe('409 person-erased');
    await expect(testTexts.keep(db().manager, 'A text', officerPerson(LEAVER))).rejects.toThrow(PersonErased);
  });

  it('stays erased when the tables are made anew, also where an old key has come back', async () => {
    expect(await rebuild(db(), { check: true })).toEqual([]);
    expect(await rebuild(db(), { check: false })).toEqual([]);
    await db().query(`UPDATE person_key SET key = '\\x00', made_at = now(), erased_at = NULL WHERE id = $1`, [
      officerPerson(LEAVER),
    ]);
    await db().query(`UPDATE officer SET name = 'Back again' WHERE id = $1`, [LEAVER]);
    const differences = await rebuild(db(), { check: false });
    expect(differences.map(({ table }) => table).sort()).toEqual(['officer', 'person_key']);
    expect(await rebuild(db(), { check: true })).toEqual([]);
    expect(await foundInTables(db(), ['Back again'])).toEqual([]);
  });
});

it('what is being written about them while they are erased is erased too, and never half', async () => {
  const other = 'member-3';
  await leave(other);
  expect(await request('admin', other)).toBe('201');
  let id = '';
  let erasing: Promise<string> | undefined;
  await db().transaction(async (manager) => {
    id = await testTexts.keep(manager, 'Written at the last moment', officerPerson(other));
    erasing = confirm('president', other);
    // It waits for the text.
    expect(await Promise.race([erasing, sleep(300, 'waits')])).toBe('waits');
  });
  expect(await erasing).toBe('200');
  expect((await testTexts.read(db().manager, [id])).get(id)).toMatchObject({
    content: null,
    erasedAt: expect.any(String) as string,
  });
  const many = Array.from({ length: 5 }, (_, n) =>
    testTexts.keep(db().manager, `Text ${n}`, officerPerson(other)),
  );
  for (const outcome of await Promise.allSettled(many)) expect(outcome.status).toBe('rejected');
});
