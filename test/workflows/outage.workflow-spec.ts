import type { Ladder } from '../../libs/domain/duty/definition.js';
import { msBetween, instantOf, type Instant } from '../../libs/domain/time.js';
import { proveReachable } from '../../libs/persistence/repositories/outage.repository.js';
import type { StartableSubject } from '../../libs/temporal/subject-starter.js';
import { duty, obligation, reviewed, reviewLadder, stage } from '../support/duties.js';
import { proof, World } from './support/world.js';

const HOUR_MS = 3_600_000;
/** Overdue ten hours into a day without the system, and two levels above within the same day. */
const DUE = { from: 'stage-opening', offset: { duration: 'PT10H' } } as const;
const ladder: Ladder = {
  unit: 'milliseconds',
  rungs: [
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 6 * HOUR_MS, level: 1 },
    { name: 'escalate-2', action: 'escalate', offset: 12 * HOUR_MS, level: 2 },
    { name: 'launch', action: 'launch', offset: 18 * HOUR_MS },
  ],
};
const window = (unit: Ladder['unit']): Ladder => ({
  unit,
  rungs: [{ name: 'close', action: 'close', offset: 0 }],
});

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world.close(), 30_000);

/** What the API does every 15 seconds, on the clock of the server that skips time. */
const prove = async (): Promise<void> =>
  proveReachable(world.dataSource.manager, instantOf(await world.now()));

const open = (id: string, more: Parameters<typeof stage>[1]): Promise<string> =>
  world.open(obligation(id, duty({ stages: [stage('task', more)] })));

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies of several kinds, read by the tests that know them
const bodiesOf = async (subject: string, kind: string): Promise<any[]> =>
  (await world.ledger(subject))
    .filter((entry) => entry.kind === kind)
    .map((entry) => ({ at: entry.at, ...(entry.body as object) }));
const hoursBetween = (from: Instant, to: Instant): number => Math.round(msBetween(from, to) / HOUR_MS);

/**
 * Nothing runs, and Temporal has lost what it had: where time is skipped, it stands still while a task waits for a worker. As after
 * `npm start`, the worker settles what has come before the API proves anything.
 */
async function downFor(duration: string): Promise<void> {
  const subjects = await world.dataSource.query<StartableSubject[]>(
    'SELECT id, workflow FROM subject WHERE workflow IS NOT NULL',
  );
  const running: StartableSubject[] = [];
  for (const subject of subjects)
    if (await world.isRunning(subject.id).catch(() => false)) running.push(subject);
  for (const { id } of running) await world.handle(id).terminate();
  await world.stopWorker();
  await world.env.sleep(duration);
  await world.startWorker();
  for (const subject of running) await world.starter.start(subject);
  await world.pass('1s');
}

describe('a day on which neither worker nor API runs', () => {
  let unused: string;
  let used: string;
  let days: string;
  let owed: string;
  let inReview: string;

  beforeAll(async () => {
    const right = { kind: 'right', due: DUE, ladder: window('milliseconds') } as const;
    unused = await open('right-unused', right);
    used = await open('right-used', right);
    days = await open('right-of-days', { ...right, ladder: window('workingDays') });
    owed = await open('owed', { due: DUE, ladder });
    const within = { duration: 'PT10H' } as const;
    inReview = await open('in-review', { review: { ...reviewed.review!, within, ladder: reviewLadder } });
    await world.pass('1m');
    await world.act(inReview, 'head', 'submit', proof);
    // Until what was sent about it has been sent.
    await world.pass('5m');
    await prove();
    await downFor('1 day');
    await prove();
    await world.pass('1s');
  }, 60_000);

  it('lengthens a right by all that it lost before its end', async () => {
    const [extended, more] = await bodiesOf(unused, 'window-extended');
    expect(more).toBeUndefined();
    expect(hoursBetween(extended.creditedTo, extended.clock.due)).toBe(10);
    expect(msBetween(extended.creditedTo, extended.clock.due)).toBe(extended.outageMs);
    expect(await bodiesOf(unused, 'rung-fired')).toEqual([]);
  });

  it('lengthens one that counts days by whole working days', async () => {
    const [extended] = await bodiesOf(days, 'window-extended');
    expect(extended.clock.basis).toMatchObject({ of: 'outage', offset: { unit: 'workingDays', amount: 1 } });
    expect(msBetween(extended.creditedTo, extended.clock.due)).toBeGreaterThan(extended.outageMs);
  });

  it('takes nothing from a right that is used as soon as it can be', async () => {
    await world.act(used, 'head', 'submit', proof);
    expect(await bodiesOf(used, 'evidence-submitted')).toMatchObject([{ late: false }]);
  });

  it('has one rung of a duty come, the earliest, and the others keep their distance from it', async () => {
    const [overdue, ...others] = await bodiesOf(owed, 'rung-fired');
    expect(others).toEqual([]);
    expect(overdue.rung).toBe('overdue');
    expect(hoursBetween(overdue.plannedAt, overdue.at)).toBe(14);
    expect(overdue.lateMs).toBe(msBetween(overdue.plannedAt, overdue.at));
    expect(overdue.rungs.map((rung: { at: Instant }) => msBetween(overdue.at, rung.at) / HOUR_MS)).toEqual([
      6, 12, 18,
    ]);
  });

  it('has one rung of a reviewer come too', async () => {
    const fired = await bodiesOf(inReview, 'rung-fired');
    expect(fired.map(({ rung }) => rung)).toEqual(['overdue']);
  });
});

describe('a day on which only the worker runs', () => {
  it('has one rung of a duty come at its instant, and no other until somebody could act again', async () => {
    const subject = await open('api-away', { due: DUE, ladder });
    await world.pass('1s');
    await prove();
    await world.pass('24h');
    await prove();
    const putOff = await bodiesOf(subject, 'rung-put-off');
    expect(putOff.map(({ rung, at, rungs }) => [rung, hoursBetween(at, rungs[0].at)])).toEqual([
      ['escalate-1', 6],
      ['escalate-1', 6],
    ]);
    expect((await bodiesOf(subject, 'rung-fired')).map(({ rung, lateMs }) => [rung, lateMs < 1_000])).toEqual(
      [['overdue', true]],
    );
    await world.act(subject, 'head', 'submit', proof);
    expect(await world.isRunning(subject)).toBe(false);
  }, 60_000);

  it('lengthens a right as often as it would close', async () => {
    const subject = await open('right-while-api-away', {
      kind: 'right',
      due: DUE,
      ladder: window('milliseconds'),
    });
    await world.pass('1s');
    await prove();
    await world.pass('24h');
    await prove();
    const extended = await bodiesOf(subject, 'window-extended');
    expect(extended.map(({ outageMs }) => Math.round(outageMs / HOUR_MS))).toEqual([10, 10]);
    expect(hoursBetween(extended[0].at, extended[1].clock.due)).toBe(20);
    await world.act(subject, 'head', 'submit', proof);
  }, 60_000);
});
