import { setTimeout as sleep } from 'node:timers/promises';
import { soon, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;

beforeAll(async () => {
  court = await WorkingCourt.start();
}, 60_000);

afterAll(() => court.close());

/** Later than this no rung comes while everything runs. */
const MOST_LATE_MS = 2_000;

const rung = (name: string, action: string, seconds: number, level?: number) => ({
  name,
  action,
  offset: { duration: seconds < 0 ? `-PT${-seconds}S` : `PT${seconds}S` },
  ...(level === undefined ? {} : { level }),
});

interface Fired {
  readonly at: string;
  readonly party: string;
  readonly round: number;
  readonly rung: string;
  readonly plannedAt: string;
  readonly lateMs: number;
}

async function firedOf({ id }: Body): Promise<Fired[]> {
  return court.api.dataSource.query<Fired[]>(
    `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, body->>'party' AS party,
       (body->>'round')::int AS round, body->>'rung' AS rung, body->>'plannedAt' AS "plannedAt", (body->>'lateMs')::int AS "lateMs"
     FROM ledger_entry WHERE subject = $1 AND kind = 'rung-fired' ORDER BY seq`,
    [`obligation/${id}`],
  );
}

function expectPunctual(fired: readonly Fired[]): void {
  for (const { at, plannedAt, lateMs, rung: name } of fired) {
    expect({ name, lateMs }).toEqual({ name, lateMs: Date.parse(at) - Date.parse(plannedAt) });
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(MOST_LATE_MS);
  }
}

/** What an officer was told of an obligation, oldest first. */
async function inboxOf(officer: string, { id }: Body): Promise<string[]> {
  const { items } = (await court.get(officer, '/notifications?limit=200')).body as { items: Body[] };
  return items
    .filter(({ subject }) => subject === `obligation/${id}`)
    .sort((a, b) => a.seq - b.seq)
    .map(({ kind, action, as }) => `${action ?? kind} as ${as}`);
}

describe('a task of a few seconds that nobody does', () => {
  const LADDER = [
    rung('remind', 'remind', -1),
    rung('overdue', 'overdue', 0),
    rung('escalate-1', 'escalate', 1, 1),
    rung('escalate-2', 'escalate', 2, 2),
    rung('launch', 'launch', 3),
  ];
  const OFFSETS_MS = [-1_000, 0, 1_000, 2_000, 3_000];

  let task: Body;
  let instants: string[];
  let before: { timeline: Body; explanation: Body };
  const lights: (string | null)[] = [];

  beforeAll(async () => {
    task = await court.open({ dueAt: soon(4_000), ladder: LADDER });
    instants = OFFSETS_MS.map((ms) => new Date(Date.parse(task.dueAt) + ms).toISOString());
    before = {
      timeline: (await court.get('head', `/obligations/${task.id}/timeline`)).body,
      explanation: (await court.get('head', `/obligations/${task.id}/explanation`)).body,
    };
    for (let status = 'open'; status === 'open'; await sleep(40)) {
      const { body } = await court.get('head', `/obligations/${task.id}`);
      if (lights.at(-1) !== body.light || lights.length === 0) lights.push(body.light);
      ({ status } = body);
    }
  }, 30_000);

  it('shows first what is to come, at the instants that the ladder gives', () => {
    const { items } = before.timeline;
    expect(items.slice(0, 2)).toMatchObject([
      { when: 'past', seq: 1, kind: 'obligation-opened', actor: 'clerk', body: { brief: { id: task.id } } },
      { when: 'past', seq: 2, kind: 'stage-opened', actor: null, stage: 'task' },
    ]);
    expect(items.slice(2)).toEqual(
      LADDER.map(({ name, action }, index) => ({
        when: 'future',
        at: instants[index],
        kind: 'rung',
        seq: null,
        actor: null,
        stage: 'task',
        party: 'head',
        rung: name,
        action,
        body: null,
      })),
    );
  });

  it('explains each instant by what it counts from, and by whose rule', () => {
    expect(before.explanation.parties).toHaveLength(1);
    const [party] = before.explanation.parties;
    expect(party).toMatchObject({
      stage: 'task',
      party: 'head',
      round: 1,
      status: 'open',
      clockOf: 'owner',
      basis: { strength: 'our-default', source: { zh: '临时任务' } },
      calendar: { id: 'court-calendar', version: 1, zone: 'Asia/Shanghai' },
      skipped: [],
      suspended: null,
      due: { name: 'due', action: null, because: 'date-set', from: null, offset: null },
    });
    expect(party.due.at).toBe(task.dueAt);
    expect(party.rungs).toMatchObject(
      LADDER.map(({ name, action }, index) => ({
        name,
        action,
        at: instants[index],
        because: 'due',
        from: task.dueAt,
        offset: { unit: 'milliseconds', amount: OFFSETS_MS[index] },
        holidays: [],
      })),
    );
  });

  it('turns from blue to yellow to red, and lapses', async () => {
    expect(lights).toEqual(['blue', 'yellow', 'red', null]);
    const { body } = await court.get('head', `/obligations/${task.id}`);
    expect(body).toMatchObject({
      status: 'lapsed',
      nextRungAt: null,
      closedAt: expect.any(String) as string,
      partyStates: [{ status: 'lapsed', light: null, clockOf: null, dueAt: null, nextRung: null }],
    });
  });

  it('has each rung once, never early and hardly late', async () => {
    const fired = await firedOf(task);
    expect(fired.map(({ rung: name }) => name)).toEqual(LADDER.map(({ name }) => name));
    expectPunctual(fired);
    // A rung that is late keeps the others at their distance; here none was missed.
    expect(fired.map(({ plannedAt }) => plannedAt)).toEqual(instants);
  });

  it('was told to whoever owes and, one after the other, to those above', async () => {
    const owner = ['stage-opened', 'remind', 'overdue', 'escalate', 'escalate'].map(
      (what) => `${what} as owner`,
    );
    expect(await inboxOf('head', task)).toEqual([...owner, 'launch as owner']);
    expect(await inboxOf('vice-president', task)).toEqual(['escalate as level']);
    expect(await inboxOf('president', task)).toEqual(['escalate as level']);
    expect(await inboxOf('superior', task)).toEqual(['launch as level']);
    for (const officer of ['member-1', 'clerk', 'auditor']) expect(await inboxOf(officer, task)).toEqual([]);
  });

  it('shows last what happened, and nothing to come', async () => {
    const { items } = (await court.get('auditor', `/obligations/${task.id}/timeline`)).body;
    expect(items.map(({ when, kind, rung: name }: Body) => `${when} ${name ?? kind}`)).toEqual([
      'past obligation-opened',
      'past stage-opened',
      ...LADDER.map(({ name }) => `past ${name}`),
      'past stage-closed',
      'past obligation-closed',
    ]);
    expect(items.map(({ seq }: Body) => seq)).toEqual(items.map((_: Body, index: number) => index + 1));
    const { parties } = (await court.get('auditor', `/obligations/${task.id}/explanation`)).body;
    expect(parties).toMatchObject([{ status: 'lapsed', clockOf: null, due: null, rungs: [] }]);
  });

  it('opened one launch file, which says who held the post', async () => {
    const files = await court.api.dataSource.query<object[]>('SELECT * FROM launch_file');
    expect(files).toMatchObject([
      {
        id: `launch/${task.id}/task/1/head`,
        subject: `obligation/${task.id}`,
        unit_id: 'court',
        stage: 'task',
        answering: 'head',
        holdings: [{ officerId: 'head', from: '2020-01-01T00:00:00.000Z', to: null }],
      },
    ]);
  });
});

describe('a task of a few seconds that is handed in', () => {
  it('has one clock: the owner’s ends, the reviewer’s begins, and passes the review on', async () => {
    const task = await court.open({
      dueAt: soon(1_500),
      ladder: [rung('overdue', 'overdue', 0), rung('lapse', 'lapse', 0.5)],
      review: {
        within: { duration: 'PT1S' },
        ladder: [
          rung('overdue', 'overdue', 0),
          rung('escalate-1', 'escalate', 0.5, 1),
          rung('lapse', 'lapse', 1),
        ],
      },
    });
    expect(await court.tell('head', task, 'evidence', { items: [] })).toBe('201 recorded');
    const waiting = await court.party(task);
    expect(waiting).toMatchObject({ status: 'in-review', clockOf: 'review', mover: 'vice-president' });
    await court.until(task, ({ partyStates }) => partyStates[0].mover === 'president');
    const fired = await firedOf(task);
    expect(fired.map(({ rung: name }) => name)).toEqual(['overdue', 'escalate-1', 'lapse']);
    expectPunctual(fired);
    expect(fired[0]?.plannedAt).toBe(waiting.dueAt);
    expect(await court.tell('vice-president', task, 'reviews', { verdict: 'accept' })).toBe(
      '403 not-the-reviewer',
    );
    expect(await court.tell('president', task, 'reviews', { verdict: 'accept' })).toBe('201 recorded');
    expect((await court.until(task, ({ status }) => status !== 'open')).status).toBe('fulfilled');
  });

  it('after the deadline is late, and no rung comes any more', async () => {
    const task = await court.open({
      dueAt: soon(300),
      ladder: [rung('overdue', 'overdue', 0), rung('lapse', 'lapse', 1.5)],
      review: { within: { workingDays: 3 } },
    });
    await court.until(task, ({ light }) => light === 'red');
    expect(await court.tell('head', task, 'evidence', { items: [] })).toBe('201 recorded');
    await sleep(1_800);
    expect(await court.party(task)).toMatchObject({ status: 'in-review', isLate: true });
    expect((await firedOf(task)).map(({ rung: name }) => name)).toEqual(['overdue']);
  });
});
