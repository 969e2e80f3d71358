import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { soon, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;

beforeAll(async () => {
  court = await WorkingCourt.start();
  // A second clerk: who compares what the first has entered with the page.
  await court.send('admin', 'post', '/officers/member-2/roles', { role: 'clerk', unit: 'court' });
  const made = await court.send('admin', 'post', '/external-bodies', {
    id: BUREAU,
    unit: 'court',
    title: { zh: '司法局', en: 'Justice bureau' },
    kind: 'justice-bureau',
    desk: 'head',
  });
  expect(made.body).toMatchObject({ id: BUREAU, desk: 'head', chair: null, members: [] });
}, 60_000);

afterAll(() => court.close());

const BUREAU = 'justice-bureau';
const OWED = { parties: [{ kind: 'body', id: BUREAU }] };
const NOTHING = { items: [] };
const out = { direction: 'out', number: '法办函〔2027〕12号', date: '2027-03-08', summary: 'Please answer.' };
const into = { direction: 'in', number: '司函〔2027〕3号', date: '2027-03-20' };

const entriesOf = ({ id }: { id: string }, kinds: string[]): Promise<Body[]> =>
  court.api.dataSource.query(
    `SELECT kind, actor, on_behalf_of AS "onBehalfOf", body FROM ledger_entry
     WHERE subject = $1 AND kind = ANY($2) ORDER BY seq`,
    [`obligation/${id}`, kinds],
  );

it('a body outside answers by letter, which two persons put on record', async () => {
  const evidence = [{ name: 'answer', title: { zh: '复函', en: 'Answer' } }];
  const task = await court.open({ ...OWED, evidence });
  expect((await court.get('head', '/me')).body.waiting.items).toMatchObject([
    { obligation: task.id, party: BUREAU, as: 'owner' },
  ]);
  expect(await court.tell('clerk', task, 'evidence', NOTHING)).toBe('409 letters-only');
  expect(await court.tell('head', task, 'letters', out)).toBe('201 recorded');
  expect(await court.tell('clerk', task, 'letters/1/confirmation')).toBe('201 recorded');
  expect(await court.tell('clerk', task, 'letters', into)).toBe('201 recorded');
  expect(await court.tell('clerk', task, 'letters/2/confirmation')).toBe('409 same-person');
  expect(await court.tell('president', task, 'letters/2/confirmation')).toBe('403 not-yours');
  expect(await court.tell('clerk', task, 'letters/3/confirmation')).toBe('409 unknown-letter');
  expect(await court.party(task)).toMatchObject({
    status: 'open',
    letters: [
      { direction: 'out', isConfirmed: true },
      { direction: 'in', isConfirmed: false },
    ],
  });
  expect(await court.tell('member-2', task, 'letters/2/confirmation')).toBe('201 recorded');
  const ended = await court.until(task, ({ status }) => status !== 'open');
  expect(ended).toMatchObject({ status: 'fulfilled', partyStates: [{ isUnconfirmed: false }] });

  const entries = await entriesOf(task, ['letter-recorded', 'letter-confirmed', 'evidence-submitted']);
  expect(entries).toMatchObject([
    { kind: 'letter-recorded', actor: 'head', body: { letter: 1, direction: 'out' } },
    { kind: 'letter-confirmed', actor: 'clerk', body: { letter: 1 } },
    { kind: 'letter-recorded', actor: 'clerk', body: { letter: 2, direction: 'in' } },
    { kind: 'letter-confirmed', actor: 'member-2', body: { letter: 2 } },
    { kind: 'evidence-submitted', actor: 'member-2', onBehalfOf: BUREAU, body: { principals: [] } },
  ]);
  expect(JSON.stringify(entries)).not.toContain('司函');
  const { document } = entries[2].body;
  expect(entries[4].body.evidence).toEqual([{ requirement: 'answer', document }]);
  const shown = await court.get('auditor', `/documents/${document}?subject=obligation/${task.id}`);
  expect(JSON.stringify(shown.body)).toContain('司函〔2027〕3号');
});

it('what it leaves undone reaches the post that writes to it', async () => {
  const task = await court.openOverdue(OWED);
  const [fired] = await entriesOf(task, ['rung-fired']);
  expect(fired.body).toMatchObject({
    rung: 'overdue',
    party: BUREAU,
    told: [{ officer: 'head', post: 'head', as: 'owner' }],
  });
  const { items } = (await court.get('head', '/notifications')).body;
  expect(items.some(({ subject }: Body) => subject === `obligation/${task.id}`)).toBe(true);
});

it('gets another post that writes to it from then on; what is open keeps the one that it was opened with', async () => {
  const change = (body: object, of = BUREAU, version = 1): Promise<Body> =>
    court.send('admin', 'patch', `/bodies/${of}`, body, { 'If-Match': `"${version}"` });
  const before = await court.open({ ...OWED, dueAt: soon(3_600_000) });
  expect((await change({ desk: 'member-2' })).body).toMatchObject({ desk: 'member-2', version: 2 });
  const after = await court.open({ ...OWED, dueAt: soon(3_600_000) });
  expect(await court.tell('head', before, 'letters', out)).toBe('201 recorded');
  expect(await court.tell('head', after, 'letters', out)).toBe('403 not-yours');
  const refused = [
    await change({ superior: 'superior' }, BUREAU, 2),
    await change({ desk: 'none' }, BUREAU, 2),
    await change({ desk: 'head' }, 'leading-group'),
  ];
  expect(refused.map(({ body }: Body) => body.errors[0].pointer)).toEqual(['/superior', '/desk', '/desk']);
});

it('refuses what cannot be, and can be rebuilt from the ledger', async () => {
  const task = await court.open({ dueAt: soon(3_600_000) });
  expect(await court.tell('clerk', task, 'letters', out)).toBe('409 not-external');
  const scan = 'a'.repeat(64);
  const unknown = await court.send('clerk', 'post', `/obligations/${task.id}/letters`, { ...out, scan });
  expect(unknown.body).toMatchObject({ status: 400, errors: [{ pointer: '/scan' }] });
  const seat = { post: 'head', as: 'member', from: '2027-01-01T00:00:00.000Z' };
  const seated = await court.send('admin', 'post', `/bodies/${BUREAU}/seats`, seat);
  expect(seated.body.code).toBe('external-body');
  const listed = await court.get('head', '/external-bodies');
  expect(listed.body.items.map(({ id }: Body) => id)).toEqual([BUREAU]);
  expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
});
