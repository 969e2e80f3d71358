import { setTimeout as sleep } from 'node:timers/promises';
import type { Activities, SettleInput } from '../../libs/contracts/activities.js';
import { keepHistory } from '../replay/histories.js';
import { duty, obligation, stage } from '../support/duties.js';
import { createSwitchableProxy, type SwitchableProxy } from '../support/switchable-proxy.js';
import { World } from './support/world.js';

const task = duty({ stages: [stage('task')] });
const isCommand = ({ inputs }: SettleInput): boolean => inputs.some((input) => input.kind === 'sign');

/** What befalls the next answers of `settle`, after it has committed. */
let befalls: ((input: SettleInput) => Promise<void>) | undefined;
const intercept = (activities: Activities): Activities => ({
  ...activities,
  async settle(input) {
    const result = await activities.settle(input);
    await befalls?.(input);
    return result;
  },
});

let world: World;
let proxy: SwitchableProxy;
beforeAll(async () => {
  world = await World.create({
    intercept,
    databaseUrl: async (url) => {
      proxy = await createSwitchableProxy(url);
      return proxy.url;
    },
  });
}, 60_000);
afterEach(() => {
  befalls = undefined;
});
afterAll(async () => {
  await world.close();
  await proxy.close();
}, 30_000);

const open = async (id: string): Promise<string> => {
  const subject = await world.open(obligation(id, task));
  await world.pass('1s');
  return subject;
};
const signings = async (subject: string): Promise<number> =>
  (await world.story(subject)).filter((kind) => kind === 'duty-signed').length;

it('an answer that is lost after the commit is given again, and the command is one entry', async () => {
  const subject = await open('answer-lost');
  let losses = 2;
  befalls = async (input) => {
    if (isCommand(input) && (losses -= 1) >= 0) throw new Error('the answer is lost');
  };
  const { seq } = await world.act(subject, 'head', 'sign');
  expect(losses).toBeLessThan(0);
  expect(await signings(subject)).toBe(1);
  expect((await world.ledger(subject))[seq - 1]?.kind).toBe('duty-signed');
});

it('a rung whose answer is lost after the commit has come once', async () => {
  const subject = await open('rung-lost');
  let losses = 2;
  befalls = async ({ subject: id }) => {
    if (id === subject && (losses -= 1) >= 0) throw new Error('the answer is lost');
  };
  await world.pass('9m');
  expect(losses).toBeLessThan(0);
  expect((await world.story(subject)).filter((key) => key === 'task/head/1/remind')).toHaveLength(1);
});

it('a command whose answer is held up after the commit is unanswered, and tells what became of it when it is asked again', async () => {
  const subject = await open('held');
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  befalls = (input) => (isCommand(input) ? released : Promise.resolve());
  const answer = world.act(subject, 'head', 'sign', {}, 'held-command');
  await expect(answer).rejects.toMatchObject({ name: 'TemporalUnavailable', because: 'unanswered' });
  expect(await signings(subject)).toBe(1);
  befalls = undefined;
  const { seq } = await world.act(subject, 'head', 'sign', {}, 'held-command');
  expect(await signings(subject)).toBe(1);
  expect((await world.ledger(subject))[seq - 1]?.kind).toBe('duty-signed');
  release();
}, 60_000);

it('while the database is away a command waits in a regular activity, and is recorded once when it is back', async () => {
  const subject = await open('database-away');
  await proxy.cut();
  const answer = world.act(subject, 'head', 'sign');
  while (!(await world.events(subject)).includes('ActivityTaskScheduled')) await sleep(50);
  expect(await signings(subject)).toBe(0);
  await proxy.mend();
  await answer;
  await world.atRest();
  expect(await signings(subject)).toBe(1);
  expect(await world.events(subject)).toContain('ActivityTaskCompleted');

  const before = (await world.events(subject)).length;
  await world.pass('9m');
  expect((await world.events(subject)).slice(before)).not.toContain('ActivityTaskScheduled');
  await world.pass('10m');
  await keepHistory('duty-database-away-for-a-while.v1', world.handle(subject));
}, 60_000);

it('rungs that came due while the database was away come when it is back, and keep their distance', async () => {
  const subject = await open('rungs-away');
  await world.pass('8m');
  await proxy.cut();
  await world.env.sleep('2m');
  await proxy.mend();
  await world.pass('30m');
  const story = await world.story(subject);
  expect(new Set(story).size).toBe(story.length);
  expect(story.slice(-5)).toEqual([
    'task/head/1/escalate-1',
    'task/head/1/escalate-2',
    'task/head/1/launch',
    'stage-closed',
    'obligation-closed',
  ]);
}, 60_000);

it('a subject whose ledger holds fewer entries than it has seen stops, and says why', async () => {
  const subject = await open('behind');
  // Nobody but a superuser can do this, as when an old copy of the database is put back.
  await world.asSuperuser(async (query) => {
    await query('DELETE FROM ledger_entry WHERE subject = $1 AND seq = 2', [subject]);
    await query('UPDATE subject SET seq = 1 WHERE id = $1', [subject]);
  });
  await world.env.sleep('9m');
  expect(await world.failure(subject)).toMatchObject({
    message: expect.stringContaining('the ledger holds 1 entries'),
    applicationFailureInfo: { type: 'ledger-behind' },
  });
});

it('a subject that nobody put on record does not run', async () => {
  await world.starter.start({ id: 'obligation/nobody', workflow: 'dutyWorkflow' });
  expect(await world.failure('obligation/nobody')).toMatchObject({
    applicationFailureInfo: { type: 'unknown-subject' },
  });
});

it('started again from the record, a subject goes on where it was', async () => {
  const subject = await open('repaired');
  await world.act(subject, 'head', 'sign');
  await world.handle(subject).terminate('lost');
  await world.starter.start({ id: subject, workflow: 'dutyWorkflow' });
  await world.pass('30m');
  expect(await world.story(subject)).toEqual([
    'obligation-opened',
    'stage-opened',
    'duty-signed',
    'task/head/1/remind',
    'task/head/1/overdue',
    'task/head/1/escalate-1',
    'task/head/1/escalate-2',
    'task/head/1/launch',
    'stage-closed',
    'obligation-closed',
  ]);
  await keepHistory('duty-repaired-from-the-record.v1', world.handle(subject));
});
