import { soon, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;

beforeAll(async () => {
  court = await WorkingCourt.start();
  // A second clerk: who enters what another clerk's principal has signed.
  await court.api.dataSource.query(
    `INSERT INTO role_grant (officer_id, role, unit_id) VALUES ('member-2', 'clerk', 'court')`,
  );
}, 60_000);

afterAll(() => court.close());

const NOTHING = { items: [] };
const REVIEW = { within: { workingDays: 5 } };
const isClosed = ({ status }: Body): boolean => status !== 'open';

const entriesOf = async ({ id }: { id: string }, kind: string): Promise<Body[]> =>
  court.api.dataSource.query(
    `SELECT actor, on_behalf_of AS "onBehalfOf", body FROM ledger_entry WHERE subject = $1 AND kind = $2 ORDER BY seq`,
    [`obligation/${id}`, kind],
  );

const waitingOf = async (officer: string, { id }: { id: string }): Promise<Body[]> =>
  (await court.get(officer, '/me')).body.waiting.items.filter((item: Body) => item.obligation === id);

describe('what a clerk hands in for a stage that nobody reviews', () => {
  it('is fulfilled at once, waits for the principal, and closes with their word', async () => {
    const task = await court.open();
    expect(await court.tell('clerk', task, 'evidence', NOTHING)).toBe('201 recorded');
    const stands = await court.until(task, ({ stage }) => stage === null);
    expect(stands).toMatchObject({
      status: 'open',
      partyStates: [
        { status: 'fulfilled', isUnconfirmed: true, confirmationDueAt: expect.any(String) as string },
      ],
    });
    expect(await waitingOf('head', task)).toMatchObject([{ as: 'principal', party: 'head' }]);
    expect(await waitingOf('clerk', task)).toEqual([]);
    expect(await court.tell('head', task, 'confirmations')).toBe('201 recorded');
    expect(await court.until(task, isClosed)).toMatchObject({
      status: 'fulfilled',
      partyStates: [{ isUnconfirmed: false, confirmationDueAt: null }],
    });
    expect(await entriesOf(task, 'submission-confirmed')).toMatchObject([
      { actor: 'head', onBehalfOf: null },
    ]);
    expect(await waitingOf('head', task)).toEqual([]);
  });

  it('is confirmed on paper by another clerk, and not by the same', async () => {
    const task = await court.open();
    await court.tell('clerk', task, 'evidence', NOTHING);
    const { body } = await court.send('member-2', 'post', '/documents', {
      text: 'The page with the signature',
    });
    const unknown = await court.send('member-2', 'post', `/obligations/${task.id}/confirmations`, {
      scan: 'a'.repeat(64),
    });
    expect(unknown.body).toMatchObject({ status: 400, errors: [{ pointer: '/scan' }] });
    expect(await court.tell('clerk', task, 'confirmations', { scan: body.id })).toBe('409 same-person');
    expect(await court.tell('vice-president', task, 'confirmations', { scan: body.id })).toBe(
      '403 not-yours',
    );
    expect(await court.tell('member-2', task, 'confirmations', { scan: body.id })).toBe('201 recorded');
    expect((await court.until(task, isClosed)).status).toBe('fulfilled');
    expect(await entriesOf(task, 'submission-confirmed')).toMatchObject([
      { actor: 'member-2', onBehalfOf: 'head', body: { scan: body.id } },
    ]);
    const shown = await court.get('auditor', `/documents/${body.id}?subject=obligation/${task.id}`);
    expect(shown.status).toBe(200);
  });
});

describe('a principal who denies it', () => {
  it('has it back while it is reviewed', async () => {
    const task = await court.open({ review: REVIEW });
    await court.tell('clerk', task, 'evidence', NOTHING);
    const without = await court.send('head', 'post', `/obligations/${task.id}/confirmations`, {
      verdict: 'deny',
    });
    expect(without.body).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] });
    const deny = { verdict: 'deny', reason: 'I knew nothing of it.' };
    expect(await court.tell('head', task, 'confirmations', deny)).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ status: 'open', round: 2, confirmationDueAt: null });
    expect(await court.tell('head', task, 'evidence', NOTHING)).toBe('201 recorded');
  });

  it('leaves what was accepted as it is, and marked', async () => {
    const task = await court.open();
    await court.tell('clerk', task, 'evidence', NOTHING);
    expect(await court.tell('head', task, 'confirmations', { verdict: 'deny', reason: 'No.' })).toBe(
      '201 recorded',
    );
    expect(await court.until(task, isClosed)).toMatchObject({
      status: 'fulfilled',
      partyStates: [{ isUnconfirmed: true, isDenied: true }],
    });
  });
});

describe('a batch', () => {
  it('takes what it can, answers for each item, and does nothing twice under its key', async () => {
    const parties = ['head', 'member-1'].map((id) => ({ kind: 'post', id }));
    const many = await court.open({ parties, review: REVIEW });
    const single = await court.open();
    await court.tell('head', single, 'receipts');
    const items = [
      { kind: 'receipt', obligation: many.id, party: 'head' },
      { kind: 'receipt', obligation: many.id, party: 'member-1' },
      { kind: 'receipt', obligation: single.id },
      { kind: 'receipt', obligation: 'no-such-thing' },
      { kind: 'evidence', obligation: single.id, items: [{ requirement: 'photo', text: 'x' }] },
      { kind: 'urging', obligation: single.id, reason: 'Soon, please.' },
    ];
    const key = { 'Idempotency-Key': 'batch-1' };
    const first = await court.send('clerk', 'post', '/batches', { items }, key);
    expect(first.status).toBe(201);
    expect(first.body.answers.map(({ accepted, code }: Body) => (accepted ? 'accepted' : code))).toEqual([
      'accepted',
      'accepted',
      'already-signed',
      'not-found',
      'evidence-unknown',
      'accepted',
    ]);
    const before = await court.countAll();
    const again = await court.send('clerk', 'post', '/batches', { items }, key);
    expect(again.body).toEqual(first.body);
    // Also where the kept answer is lost: each item is found by its own command.
    await court.api.dataSource.query(`DELETE FROM idempotency_key WHERE key = 'batch-1'`);
    const once = await court.send('clerk', 'post', '/batches', { items }, key);
    expect(once.body.answers[5]).toEqual(first.body.answers[5]);
    expect(await court.countAll()).toEqual(before);
    const confirmed = await court.send('head', 'post', '/batches', {
      items: [
        { kind: 'confirmation', obligation: many.id, party: 'head' },
        { kind: 'confirmation', obligation: single.id },
      ],
    });
    expect(confirmed.body.answers).toMatchObject([{ accepted: true }, { code: 'nothing-to-confirm' }]);
  });

  it('says every fault of its form at once, and of none more than it can hold', async () => {
    const wrong = await court.send('clerk', 'post', '/batches', {
      items: [{ kind: 'waiver' }, { kind: 'receipt' }],
    });
    expect(wrong.body.errors.map(({ pointer }: Body) => pointer)).toEqual(
      expect.arrayContaining(['/items/0/kind', '/items/0/obligation', '/items/1/obligation']),
    );
    const items = Array.from({ length: 201 }, () => ({ kind: 'receipt', obligation: 'x' }));
    expect((await court.send('clerk', 'post', '/batches', { items })).status).toBe(400);
    expect((await court.send('clerk', 'post', '/batches', { items: [] })).status).toBe(400);
  });
});

describe('a supervision order', () => {
  it('opens the report that it asks for, and stops no clock', async () => {
    const task = await court.open();
    const due = soon(3_600_000 * 24 * 3);
    const order = { kind: 'supervise', until: due, reason: 'How far have the departments come?' };
    const without = await court.send('president', 'post', `/obligations/${task.id}/interventions`, {
      kind: 'supervise',
    });
    expect(without.body.errors.map(({ pointer }: Body) => pointer)).toEqual(['/until', '/reason']);
    expect(await court.tell('clerk', task, 'interventions', order)).toBe('403 no-authority');
    expect(await court.tell('president', task, 'interventions', order)).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ dueAt: task.dueAt, status: 'open' });
    const report = { id: `${task.id}.task.report-1` };
    await court.until(report, ({ stage }) => stage === 'report');
    expect((await court.get('head', `/obligations/${report.id}`)).body).toMatchObject({
      parent: task.id,
      dueAt: due,
    });
    const progress = { items: [{ requirement: 'report', text: 'Half of them have answered.' }] };
    expect(await court.tell('head', report, 'evidence', progress)).toBe('201 recorded');
    expect(await court.tell('vice-president', report, 'reviews', { verdict: 'accept' })).toBe(
      '403 not-the-reviewer',
    );
    expect(await court.tell('president', report, 'reviews', { verdict: 'accept' })).toBe('201 recorded');
    expect((await court.until(report, isClosed)).status).toBe('fulfilled');
    for (const officer of ['head', 'vice-president']) {
      const { items } = (await court.get(officer, '/notifications')).body;
      expect(
        items.filter(
          ({ kind, subject }: Body) => kind === 'supervision-ordered' && subject === `obligation/${task.id}`,
        ),
      ).toHaveLength(1);
    }
  });
});
