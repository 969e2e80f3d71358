import { memberPost } from '../support/court.js';
import { duty, obligation, stage } from '../support/duties.js';
import { World } from './support/world.js';

const members = 200;
let world: World;
beforeAll(async () => {
  world = await World.create({ members, membersHaveMail: false });
}, 60_000);
afterAll(() => world.close(), 30_000);

const cohort = duty({ stages: [stage('task', { parties: { posts: 'member' } })] });
const reason = 'c'.repeat(64);

it('a stage of 200 parties waits suspended for 90 days without an event but its review rungs', async () => {
  const subject = await world.open(obligation('suspended', cohort));
  await world.pass('1m');
  await world.act(subject, 'president', 'suspend', { reason });
  const [entries, events] = [await world.story(subject), await world.events(subject)];
  expect(entries).toEqual(['obligation-opened', 'stage-opened', 'suspended']);

  // Each review comes at the end of its thirtieth day.
  await world.pass('94d');
  const reviews = (await world.story(subject)).slice(entries.length);
  const expected = [1, 2, 3].flatMap((count) =>
    Array.from({ length: members }, (_, i) => `task/${memberPost(i + 1)}/1/suspension-1.review-${count}`),
  );
  expect(reviews.sort()).toEqual(expected.sort());
  const added = (await world.events(subject)).slice(events.length);
  expect(added.filter((event) => event === 'TimerFired')).toHaveLength(3);
  expect(added.length).toBeLessThanOrEqual(3 * 8);

  await world.act(subject, 'president', 'resume', { reason: null });
  await world.pass('9m');
  const story = await world.story(subject);
  expect(story.filter((key) => key.endsWith('/overdue'))).toHaveLength(members);
}, 60_000);

it('200 parties that lapse at one instant are one turn of one workflow', async () => {
  const subject = await world.open(obligation('silent', cohort));
  await world.pass('1m');
  const before = (await world.events(subject)).length;
  await world.pass('1h');
  const story = await world.story(subject);
  for (const rung of ['remind', 'overdue', 'escalate-1', 'escalate-2', 'launch']) {
    expect(story.filter((key) => key.endsWith(`/${rung}`))).toHaveLength(members);
  }
  expect(new Set(story).size).toBe(story.length);
  expect((await world.events(subject)).length - before).toBeLessThanOrEqual(5 * 8);
}, 60_000);
