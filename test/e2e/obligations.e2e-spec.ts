import { OTHER_UNIT } from '../support/api.js';
import { soon, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;

beforeAll(async () => {
  court = await WorkingCourt.start();
}, 60_000);

afterAll(() => court.close());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const EVIDENCE = [{ name: 'report', title: { zh: '报告', en: 'Report' } }];
const PROBLEM = { status: 404, code: 'not-found' };

describe('a one-off task', () => {
  it('is answered as it stands once its clock runs', async () => {
    const dueAt = soon(HOUR_MS);
    const answer = await court.send(
      'clerk',
      'post',
      '/obligations',
      court.task({
        dueAt,
        description: 'Collect the lists\nof all departments.',
        evidence: EVIDENCE,
        review: { within: { workingDays: 5 } },
      }),
    );
    expect(answer.status).toBe(201);
    const { id, document, openedAt } = answer.body as Body;
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      title: { zh: 'A task', en: 'A task' },
      unit: 'court',
      duty: 'one-off-task',
      dutyVersion: 1,
      planRow: null,
      cycle: null,
      parent: null,
      periodFrom: null,
      periodTo: null,
      status: 'open',
      // The reminder, a working day before, has passed.
      light: 'yellow',
      stage: 'task',
      dueAt,
      nextRungAt: dueAt,
      openedAt: expect.any(String) as string,
      closedAt: null,
      parties: { open: 1 },
      version: 2,
      procedure: 'duty',
      isFloor: false,
      isLaterEntry: false,
      backfilled: false,
      occurredAt: null,
      via: null,
      document: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      partyStates: [
        {
          stage: 'task',
          party: 'head',
          kind: 'post',
          status: 'open',
          light: 'yellow',
          round: 1,
          dueAt,
          clockOf: 'owner',
          mover: null,
          nextRung: { name: 'overdue', action: 'overdue', at: dueAt },
          signedAt: null,
          submittedAt: null,
          isLate: false,
          isUnconfirmed: false,
          isReceiptUnconfirmed: false,
          isDenied: false,
          confirmationDueAt: null,
          unsighted: [],
          letters: [],
          extensions: 0,
          extensionAskedUntil: null,
          endedAt: null,
        },
      ],
    });
    expect(Date.parse(openedAt as string)).toBeGreaterThan(Date.now() - 10_000);
    expect(await court.kinds({ id })).toEqual(['obligation-opened', 'stage-opened']);
    expect((await court.get('head', `/obligations/${id}`)).body).toEqual(answer.body);
    const text = await court.get('head', `/documents/${document}?subject=obligation/${id}`);
    expect(text.body).toMatchObject({ content: 'Collect the lists\nof all departments.' });
  });

  it('given a day ends with it in the zone of the unit', async () => {
    const day = soon(30 * DAY_MS).slice(0, 10);
    const { dueAt } = await court.open({ dueAt: day });
    expect(dueAt).toBe(`${day}T15:59:59.999Z`);
  });

  it('given an instant with an offset is due at that instant', async () => {
    const { dueAt } = await court.open({ dueAt: '2199-01-31T08:00:00+08:00' });
    expect(dueAt).toBe('2199-01-31T00:00:00.000Z');
  });

  it('is opened once under an Idempotency-Key', async () => {
    const key = { 'Idempotency-Key': 'task-1' };
    const task = court.task();
    const first = await court.send('clerk', 'post', '/obligations', task, key);
    const again = await court.send('clerk', 'post', '/obligations', task, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const another = await court.send(
      'clerk',
      'post',
      '/obligations',
      court.task({ evidence: EVIDENCE }),
      key,
    );
    expect(another.body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });

  it('is opened by a clerk or supervisor of the unit, or one above it', async () => {
    for (const officer of ['head', 'auditor', 'admin', 'other-admin']) {
      const { status, body } = await court.send(officer, 'post', '/obligations', court.task());
      expect({ officer, status, code: body.code }).toEqual({ officer, status: 403, code: 'not-allowed' });
    }
    const elsewhere = court.task({ unit: OTHER_UNIT });
    expect((await court.send('clerk', 'post', '/obligations', elsewhere)).status).toBe(403);
    expect((await court.send('president', 'post', '/obligations', court.task())).status).toBe(201);
  });
});

describe('who sees an obligation', () => {
  let id: string;

  beforeAll(async () => {
    ({ id } = await court.open());
  });

  it.each(['head', 'vice-president', 'president', 'superior', 'clerk', 'auditor', 'admin'])(
    '%s does: they owe it, stand above, or see the unit',
    async (officer) => {
      for (const path of ['', '/timeline', '/explanation'])
        expect((await court.get(officer, `/obligations/${id}${path}`)).status).toBe(200);
      const { items } = (await court.get(officer, '/obligations?limit=200')).body;
      expect(items.map((item: Body) => item.id)).toContain(id);
    },
  );

  it.each(['member-1', 'member-2', 'other-admin', 'other-auditor'])(
    '%s does not, and cannot tell it from one that there is not',
    async (officer) => {
      const none = (await court.get(officer, '/obligations/no-such')).body;
      for (const path of ['', '/timeline', '/explanation'])
        expect((await court.get(officer, `/obligations/${id}${path}`)).body).toEqual(none);
      expect(none).toMatchObject(PROBLEM);
      expect((await court.get(officer, '/obligations')).body).toEqual({ items: [], nextCursor: null });
      expect(await court.tell(officer, { id }, 'receipts')).toBe('404 not-found');
    },
  );

  it('a named reviewer and a member of the body that acts for it do', async () => {
    const reviewed = await court.open({ review: { by: 'member-1', within: { workingDays: 1 } } });
    const ofBody = await court.open({ parties: [{ kind: 'body', id: 'leading-group' }] });
    const { body } = await court.get('member-1', '/obligations');
    expect(body.items.map((item: Body) => item.id)).toEqual([reviewed.id]);
    // The head is the secretary of the leading group.
    expect((await court.get('head', `/obligations/${ofBody.id}`)).body.partyStates).toMatchObject([
      { party: 'leading-group', kind: 'body', status: 'open' },
    ]);
    expect(await court.tell('head', ofBody, 'receipts')).toBe('201 recorded');
  });
});

describe('the board', () => {
  const idsFor = async (query: string): Promise<string[]> => {
    const { status, body } = await court.get('clerk', `/obligations?limit=200&${query}`);
    if (status !== 200) throw new Error(`${query}: ${JSON.stringify(body)}`);
    return body.items.map((item: Body) => item.id);
  };

  let far: Body;
  let waived: Body;
  let late: Body;

  beforeAll(async () => {
    far = await court.open({
      dueAt: soon(90 * DAY_MS).slice(0, 10),
      parties: [{ kind: 'post', id: 'member-2' }],
    });
    waived = await court.open();
    await court.tell('president', waived, 'waivers', { reason: 'No need any more' });
    late = await court.open({ dueAt: soon(500) });
    await court.until(late, ({ light }) => light === 'red');
    await court.until(waived, ({ status }) => status === 'waived');
  });

  it('is filtered by status', async () => {
    expect(await idsFor('status=waived')).toEqual([waived.id]);
    expect(await idsFor('status=open')).not.toContain(waived.id);
    expect(await idsFor('status=lapsed')).toEqual([]);
  });

  it('is filtered by light', async () => {
    expect(await idsFor('light=red')).toEqual([late.id]);
    expect(await idsFor('light=blue')).toContain(far.id);
    expect(await idsFor('light=blue')).not.toContain(waived.id);
  });

  it('is filtered by party, duty and unit', async () => {
    expect(await idsFor('party=member-2')).toEqual([far.id]);
    expect(await idsFor('party=nobody')).toEqual([]);
    expect(await idsFor('duty=one-off-task')).toContain(far.id);
    expect(await idsFor('duty=other')).toEqual([]);
    expect(await idsFor('unit=court')).toEqual(await idsFor(''));
    expect(await idsFor(`unit=${OTHER_UNIT}`)).toEqual([]);
    expect(await idsFor('status=open&light=red&party=head&unit=court')).toEqual([late.id]);
  });

  it('is filtered by deadline: a day counts to its end, and those due on it with it', async () => {
    const day = far.dueAt.slice(0, 10) as string;
    const before = new Date(Date.parse(day) - 1).toISOString().slice(0, 10);
    expect(await idsFor(`dueBefore=${before}`)).not.toContain(far.id);
    expect(await idsFor(`dueBefore=${before}`)).toContain(late.id);
    expect(await idsFor(`dueBefore=${day}`)).toContain(far.id);
    expect(await idsFor(`dueBefore=${day}T00:00:00Z`)).not.toContain(far.id);
    expect(await idsFor(`dueBefore=${day}&unit=court&party=member-2`)).toEqual([far.id]);
    expect(await idsFor(`dueBefore=${day}&unit=no-such-unit`)).toEqual([]);
  });

  it('comes in pages in one order, each obligation once', async () => {
    const all = await idsFor('');
    expect(all).toEqual([...all].sort());
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await court.get('clerk', `/obligations?limit=3${cursor}`);
      expect(body.items.length).toBeLessThanOrEqual(3);
      seen.push(...body.items.map((item: Body) => item.id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(all);
    expect(all.length).toBeGreaterThan(3);
  });

  it.each([
    ['status=closed', '/query/status'],
    ['light=green', '/query/light'],
    ['dueBefore=2027-02-30', '/query/dueBefore'],
    ['dueBefore=tomorrow', '/query/dueBefore'],
    ['unit=../court', '/query/unit'],
    ['party=a&party=b', '/query/party'],
    ['limit=201', '/query/limit'],
    ['cursor=!', '/query/cursor'],
    ['color=red', '/query/color'],
  ])('refuses %s', async (query, pointer) => {
    const { status, body } = await court.get('clerk', `/obligations?${query}`);
    expect(status).toBe(400);
    expect(body.errors.map((fault: Body) => fault.pointer)).toEqual([pointer]);
  });
});
