import { keepHistory } from '../replay/histories.js';
import { LEADING_GROUP } from '../support/court.js';
import { duty, obligation, onePost, stage } from '../support/duties.js';
import { proof, World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world.close(), 30_000);

const group = { named: [{ kind: 'body', id: LEADING_GROUP }] } as const;
const study = duty({
  key: 'topic-study',
  procedure: 'topic-study',
  stages: [
    stage('agenda', { parties: group }),
    stage('meeting', { parties: group }),
    stage('minutes', { parties: group }),
    stage('confirmation', { parties: onePost('president') }),
  ],
});

it('a topic study goes from the agenda to the confirmation, and what was decided becomes obligations of its own', async () => {
  const subject = await world.open(obligation('study', study));
  await world.pass('1m');
  await world.act(subject, 'head', 'submit', proof);
  await world.act(subject, 'head', 'submit', proof);
  const due = new Date((await world.now()) + 30 * 86_400_000).toISOString();
  const followUps = ['head', 'clerk'].map((post, i) => ({ document: String(i).repeat(64), post, due }));
  await world.act(subject, 'head', 'submit', { ...proof, followUps });
  await world.act(subject, 'president', 'submit', proof);
  await world.atRest();

  const stages = (await world.ledger(subject)).filter((entry) => entry.kind === 'stage-closed');
  expect(stages.map((entry) => (entry.body as { stage: string }).stage)).toEqual([
    'agenda',
    'meeting',
    'minutes',
    'confirmation',
  ]);
  expect((await world.ledger(subject)).at(-1)).toMatchObject({
    kind: 'obligation-closed',
    body: { result: 'fulfilled' },
  });
  expect(await world.isRunning(subject)).toBe(false);
  await keepHistory('topic-study-with-two-follow-ups.v1', world.handle(subject));

  await world.pass('1m');
  const [first, second] = [`${subject}.minutes.1`, `${subject}.minutes.2`];
  expect(await world.isRunning(first)).toBe(true);
  const result = { evidence: [{ requirement: 'result', document: 'd'.repeat(64) }] };
  await world.act(second, 'clerk', 'submit', result);
  await world.act(second, 'head', 'review', { verdict: 'accept', reason: null });
  await world.atRest();
  expect(await world.isRunning(second)).toBe(false);
  await world.pass('80d');
  expect((await world.ledger(first)).at(-1)).toMatchObject({ body: { result: 'lapsed' } });
}, 60_000);

it('a topic study that never came to a meeting ends there, and nothing after it is held against anybody', async () => {
  const subject = await world.open(obligation('no-meeting', study));
  await world.pass('1m');
  await world.act(subject, 'head', 'submit', proof);
  await world.pass('1h');
  const story = await world.story(subject);
  expect(story.slice(-3)).toEqual([`meeting/${LEADING_GROUP}/1/launch`, 'stage-closed', 'obligation-closed']);
  expect((await world.ledger(subject)).at(-1)?.body).toEqual({ result: 'lapsed' });
  await keepHistory('topic-study-without-a-meeting.v1', world.handle(subject));
});
