import { soon, WorkingCourt } from '../support/working-court.js';

let court: WorkingCourt;

beforeAll(async () => {
  court = await WorkingCourt.start();
}, 60_000);

afterAll(() => court.close());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOTHING = { items: [] };
const REPORT = { items: [{ requirement: 'report', text: 'All departments have answered.' }] };
const EVIDENCE = [{ name: 'report', title: { zh: '报告', en: 'Report' } }];
const REVIEW = { within: { workingDays: 5 } };
describe('a receipt', () => {
  it('is signed once, by whoever owes', async () => {
    const task = await court.open();
    expect(await court.tell('vice-president', task, 'receipts')).toBe('403 not-yours');
    expect(await court.tell('auditor', task, 'receipts')).toBe('403 not-yours');
    const { status, body } = await court.send('head', 'post', `/obligations/${task.id}/receipts`, {});
    expect({ status, body }).toEqual({ status: 201, body: { subject: `obligation/${task.id}`, seq: 3 } });
    expect(await court.tell('head', task, 'receipts')).toBe('409 already-signed');
    expect(await court.party(task)).toMatchObject({ signedAt: expect.any(String) as string, status: 'open' });
  });

  it('says which party is meant where there are several', async () => {
    const parties = ['head', 'member-1'].map((id) => ({ kind: 'post', id }));
    const task = await court.open({ parties });
    expect(await court.tell('head', task, 'receipts')).toBe('409 party-required');
    expect(await court.tell('head', task, 'receipts', { party: 'member-2' })).toBe('409 unknown-party');
    expect(await court.tell('head', task, 'receipts', { party: 'head', stage: 'other' })).toBe(
      '409 unknown-party',
    );
    expect(await court.tell('head', task, 'receipts', { party: 'member-1' })).toBe('403 not-yours');
    expect(await court.tell('member-1', task, 'receipts', { party: 'member-1', stage: 'task' })).toBe(
      '201 recorded',
    );
  });
});

describe('evidence', () => {
  it('is what was asked for, and fulfils what nobody reviews', async () => {
    const task = await court.open({ evidence: EVIDENCE });
    expect(await court.tell('head', task, 'evidence', NOTHING)).toBe('409 evidence-missing');
    const more = { items: [...REPORT.items, { requirement: 'photo', text: 'x' }] };
    expect(await court.tell('head', task, 'evidence', more)).toBe('409 evidence-unknown');
    expect(await court.tell('vice-president', task, 'evidence', REPORT)).toBe('403 not-yours');
    expect(await court.tell('head', task, 'evidence', REPORT)).toBe('201 recorded');
    const done = await court.until(task, ({ status }) => status !== 'open');
    expect(done).toMatchObject({
      status: 'fulfilled',
      light: null,
      nextRungAt: null,
      partyStates: [{ status: 'fulfilled', clockOf: null, submittedAt: expect.any(String) as string }],
    });
  });

  it('is a stored document as well as a text', async () => {
    const task = await court.open({ evidence: EVIDENCE });
    const { body } = await court.send('head', 'post', '/documents', { text: 'A report\nof two lines' });
    const items = [{ requirement: 'report', document: body.id }];
    expect(await court.tell('head', task, 'evidence', { items })).toBe('201 recorded');
    const shown = await court.get('auditor', `/documents/${body.id}?subject=obligation/${task.id}`);
    expect(shown.body).toMatchObject({ content: 'A report\nof two lines' });
  });

  it('handed in by a clerk counts, and is confirmed by the principal', async () => {
    const task = await court.open({ review: REVIEW });
    expect(await court.tell('head', task, 'confirmations')).toBe('409 nothing-to-confirm');
    expect(await court.tell('clerk', task, 'evidence', NOTHING)).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ status: 'in-review', isUnconfirmed: true });
    expect(await court.tell('clerk', task, 'confirmations')).toBe('403 not-yours');
    expect(await court.tell('head', task, 'confirmations')).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ status: 'in-review', isUnconfirmed: false });
    expect(await court.tell('head', task, 'confirmations')).toBe('409 nothing-to-confirm');
    const [entry] = await court.api.dataSource.query<object[]>(
      `SELECT actor, on_behalf_of FROM ledger_entry WHERE subject = $1 AND kind = 'evidence-submitted'`,
      [`obligation/${task.id}`],
    );
    expect(entry).toEqual({ actor: 'clerk', on_behalf_of: 'head' });
  });

  it('brings no decisions where nothing would track them', async () => {
    const task = await court.open();
    const followUps = [{ text: 'Mend the roof', post: 'head', dueAt: soon(HOUR_MS) }];
    expect(await court.tell('head', task, 'evidence', { items: [], followUps })).toBe(
      '409 follow-ups-not-tracked',
    );
  });
});

describe('evidence by reference', () => {
  const reference = { place: 'In the safe of the registry', custodianPost: 'member-2' };
  const items = [{ requirement: 'report', reference }];

  it('is accepted after another person has seen it', async () => {
    const task = await court.open({ evidence: EVIDENCE, review: REVIEW });
    expect(await court.tell('head', task, 'evidence', { items })).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ status: 'in-review', unsighted: ['report'] });
    const accept = { verdict: 'accept' };
    expect(await court.tell('vice-president', task, 'reviews', accept)).toBe('409 unsighted');
    expect(await court.tell('head', task, 'sightings')).toBe('409 same-person');
    expect(await court.tell('auditor', task, 'sightings')).toBe('403 no-authority');
    expect(await court.tell('member-2', task, 'sightings', { requirements: ['photo'] })).toBe(
      '409 nothing-to-sight',
    );
    expect(await court.tell('member-2', task, 'sightings')).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ status: 'in-review', unsighted: [] });
    expect(await court.tell('vice-president', task, 'reviews', accept)).toBe('201 recorded');
  });

  it('fulfils what nobody reviews once it has been seen, and its place is no ledger text', async () => {
    const task = await court.open({ evidence: EVIDENCE });
    expect(await court.tell('head', task, 'evidence', { items })).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ status: 'open', unsighted: ['report'] });
    expect(await court.tell('member-2', task, 'sightings')).toBe('201 recorded');
    await court.until(task, ({ status }) => status === 'fulfilled');
    const [{ body }] = await court.api.dataSource.query<[{ body: object }]>(
      `SELECT body FROM ledger_entry WHERE subject = $1 AND kind = 'evidence-submitted'`,
      [`obligation/${task.id}`],
    );
    expect(JSON.stringify(body)).not.toContain('safe');
  });

  it('names posts that there are, and is one way of three', async () => {
    const task = await court.open({ evidence: EVIDENCE });
    const gone = [{ requirement: 'report', reference: { ...reference, custodianPost: 'nobody' } }];
    const twice = [{ requirement: 'report', reference, text: 'x' }];
    for (const [given, pointer] of [
      [gone, '/items/0/reference/custodianPost'],
      [twice, '/items/0'],
    ] as const) {
      const answer = await court.send('head', 'post', `/obligations/${task.id}/evidence`, { items: given });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    }
  });
});

describe('a review', () => {
  it('is by another person: the reviewer, and neither who owes nor who handed in', async () => {
    const task = await court.open({ review: { ...REVIEW, by: 'clerk' } });
    const accept = { verdict: 'accept' };
    expect(await court.tell('clerk', task, 'reviews', accept)).toBe('409 nothing-submitted');
    // The named reviewer hands in on behalf of the head, so the review goes to the next above.
    expect(await court.tell('clerk', task, 'evidence', NOTHING)).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ clockOf: 'review', mover: 'vice-president' });
    expect(await court.tell('clerk', task, 'reviews', accept)).toBe('409 same-person');
    expect(await court.tell('head', task, 'reviews', accept)).toBe('409 same-person');
    expect(await court.tell('president', task, 'reviews', accept)).toBe('403 not-the-reviewer');
    expect(await court.tell('head', task, 'evidence', NOTHING)).toBe('409 in-review');
    expect(await court.tell('vice-president', task, 'reviews', accept)).toBe('201 recorded');
    // What the clerk did is confirmed after it has been accepted; then the obligation closes.
    expect(await court.tell('head', task, 'confirmations')).toBe('201 recorded');
    const done = await court.until(task, ({ status }) => status !== 'open');
    expect(done.status).toBe('fulfilled');
  });

  it('that returns says why, and opens a round with the time that was left', async () => {
    const task = await court.open({ review: REVIEW });
    await court.tell('head', task, 'evidence', NOTHING);
    const returned = { verdict: 'return', reason: 'The list is not complete.' };
    const without = await court.send('vice-president', 'post', `/obligations/${task.id}/reviews`, {
      verdict: 'return',
    });
    expect(without.body).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] });
    const tooLong = { ...returned, within: { workingDays: 100 } };
    expect(await court.tell('vice-president', task, 'reviews', tooLong)).toBe('409 extension-limit');
    expect(await court.tell('vice-president', task, 'reviews', returned)).toBe('201 recorded');
    const party = await court.party(task);
    expect(party).toMatchObject({ status: 'open', round: 2, clockOf: 'owner', mover: null });
    // At least three working days, whatever was left.
    expect(Date.parse(party.dueAt)).toBeGreaterThan(Date.now() + 2 * DAY_MS);
    expect(await court.tell('head', task, 'evidence', NOTHING)).toBe('201 recorded');
  });
});

describe('an extension', () => {
  const until = soon(3 * DAY_MS);
  const asked = { action: 'request', until, reason: 'The data come late.' };

  it('is asked for by whoever owes, and granted above', async () => {
    const task = await court.open();
    expect(await court.tell('vice-president', task, 'extensions', { action: 'grant' })).toBe(
      '409 no-request',
    );
    expect(await court.tell('vice-president', task, 'extensions', asked)).toBe('403 not-yours');
    expect(await court.tell('head', task, 'extensions', asked)).toBe('201 recorded');
    expect(await court.tell('head', task, 'extensions', asked)).toBe('409 request-pending');
    expect((await court.party(task)).extensionAskedUntil).toBe(until);
    expect(await court.tell('head', task, 'extensions', { action: 'grant' })).toBe('409 same-person');
    expect(await court.tell('auditor', task, 'extensions', { action: 'grant' })).toBe('403 no-authority');
    expect(await court.tell('vice-president', task, 'extensions', { action: 'grant' })).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ dueAt: until, extensions: 1, extensionAskedUntil: null });
    const { parties } = (await court.get('head', `/obligations/${task.id}/explanation`)).body;
    expect(parties[0].due).toMatchObject({ at: until, because: 'extension', offset: null });
    expect(parties[0].moves).toMatchObject([
      { kind: 'stage-opened', actor: null, dueAt: task.dueAt },
      { kind: 'extension-requested', actor: 'head', dueAt: task.dueAt },
      { kind: 'extension-granted', actor: 'vice-president', dueAt: until },
    ]);
  });

  it('is refused with a reason', async () => {
    const task = await court.open();
    await court.tell('head', task, 'extensions', asked);
    const { body } = await court.send('president', 'post', `/obligations/${task.id}/extensions`, {
      action: 'refuse',
    });
    expect(body).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] });
    const refusal = { action: 'refuse', reason: 'It cannot wait.' };
    expect(await court.tell('president', task, 'extensions', refusal)).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({
      dueAt: task.dueAt,
      extensions: 0,
      extensionAskedUntil: null,
    });
  });

  it('is bounded, lies later than the deadline, and is asked for before it', async () => {
    const task = await court.open();
    const ask = (to: string) => court.tell('head', task, 'extensions', { ...asked, until: to });
    expect(await ask(soon(-HOUR_MS))).toBe('409 date-in-the-past');
    expect(await ask(soon(HOUR_MS / 2))).toBe('409 not-an-extension');
    expect(await ask(soon(90 * DAY_MS))).toBe('409 extension-limit');
    expect(await ask('2199-12-31')).toBe('409 extension-limit');
    expect(await court.tell('head', await court.openOverdue(), 'extensions', asked)).toBe(
      '409 already-expired',
    );
  });
});
