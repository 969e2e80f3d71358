import { keepHistory } from '../replay/histories.js';
import { duty, obligation, stage } from '../support/duties.js';
import { proof, World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world.close(), 30_000);

const onBehalf = { actor: { officer: 'secretary', asClerk: true }, ...proof };

it('what a clerk hands in goes on at once, and the obligation closes when it is confirmed', async () => {
  const definition = duty({ stages: [stage('first'), stage('second')] });
  const subject = await world.open(obligation('confirmed', definition));
  await world.pass('1m');
  await world.act(subject, 'secretary', 'submit', onBehalf);
  await world.pass('1m');
  await world.act(subject, 'head', 'submit', proof);
  await world.pass('1m');
  expect(await world.isRunning(subject)).toBe(true);
  await world.act(subject, 'head', 'confirm');
  await world.pass('1m');
  expect(await world.story(subject)).toEqual([
    'obligation-opened',
    'stage-opened',
    'evidence-submitted',
    'confirmation-asked',
    'stage-closed',
    'stage-opened',
    'evidence-submitted',
    'stage-closed',
    'submission-confirmed',
    'obligation-closed',
  ]);
  expect(await world.isRunning(subject)).toBe(false);
  await keepHistory('duty-on-behalf-confirmed.v1', world.handle(subject));
});

it('what nobody confirms closes by itself, unconfirmed for good', async () => {
  const subject = await world.open(obligation('unconfirmed', duty({ stages: [stage('first')] })));
  await world.pass('1m');
  await world.act(subject, 'secretary', 'submit', onBehalf);
  await world.pass('30d');
  expect((await world.story(subject)).slice(-7)).toEqual([
    'confirmation-asked',
    'stage-closed',
    'first/head/1/confirmation-1.remind',
    'first/head/1/confirmation-1.overdue',
    'first/head/1/confirmation-1.escalate-1',
    'first/head/1/confirmation-1.lapse',
    'obligation-closed',
  ]);
  expect((await world.ledger(subject)).at(-1)?.body).toEqual({ result: 'fulfilled' });
  expect(await world.isRunning(subject)).toBe(false);
});
