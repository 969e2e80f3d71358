import { keepHistory } from '../replay/histories.js';
import { cycle, duty, stage } from '../support/duties.js';
import { World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world.close(), 30_000);

const DAY_MS = 86_400_000;
const report = duty({
  stages: [stage('report', { due: { from: 'period-end', offset: { calendarDays: 0 } } })],
});

/** The first of the month that lies `months` after this one, in the court's zone; 16:00 UTC is midnight there. */
function firstOfMonth(nowMs: number, months: number): { date: string; startMs: number } {
  const local = new Date(nowMs + 8 * 3_600_000);
  const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1);
  return { date: new Date(first).toISOString().slice(0, 10), startMs: first - 8 * 3_600_000 };
}

it('a cycle sleeps to each opening, starts its obligation, and begins again with an empty history', async () => {
  const now = await world.now();
  const [next, afterNext, third] = [1, 2, 3].map((months) => firstOfMonth(now, months));
  if (!next || !afterNext || !third) throw new Error('unreachable');
  const series = { rule: 'FREQ=MONTHLY', startDate: next.date, adoptionDate: next.date };
  const subject = await world.openCycle(cycle('monthly', report, series));
  await world.pass('1m');
  const { runId } = await world.handle(subject).describe();
  expect(await world.story(subject)).toEqual(['cycle-started']);

  await world.pass(next.startMs - (await world.now()) - 60_000);
  expect(await world.story(subject)).toEqual(['cycle-started']);
  await world.pass('2m');
  expect(await world.story(subject)).toEqual(['cycle-started', 'period-opened']);
  const opened = (await world.ledger(subject)).at(-1);
  expect(Date.parse(opened?.at ?? '') - next.startMs).toBeLessThan(5_000);
  expect(await world.isRunning(`obligation/monthly.${next.date}`)).toBe(true);

  const again = await world.handle(subject).describe();
  expect(again.status.name).toBe('RUNNING');
  expect(again.runId).not.toBe(runId);
  expect(again.historyLength).toBeLessThan(20);
  await keepHistory(
    'cycle-opens-and-continues-as-new.v1',
    world.env.client.workflow.getHandle(subject, runId),
  );

  const citing = 'e'.repeat(64);
  await world.act(subject, 'clerk', 'skip', { actor: 'clerk', citing, period: afterNext.date });
  await world.pass(third.startMs - (await world.now()) + DAY_MS);
  expect(await world.story(subject)).toEqual([
    'cycle-started',
    'period-opened',
    'period-skipped',
    'period-passed-over',
    'period-opened',
  ]);
  expect(await world.isRunning(`obligation/monthly.${third.date}`)).toBe(true);
}, 60_000);

it('a cycle opens a period at once when it is asked to, and only once', async () => {
  const now = await world.now();
  const next = firstOfMonth(now, 1);
  const series = { rule: 'FREQ=MONTHLY', startDate: next.date, adoptionDate: next.date };
  const subject = await world.openCycle(cycle('early', report, series));
  await world.pass('1m');
  const early = { actor: 'clerk', citing: 'e'.repeat(64), period: next.date };
  await world.act(subject, 'clerk', 'open-now', early);
  await expect(world.act(subject, 'clerk', 'open-now', early)).rejects.toMatchObject({
    refusal: { code: 'already-opened' },
  });
  await world.pass('1m');
  expect(await world.isRunning(`obligation/early.${next.date}`)).toBe(true);
});
