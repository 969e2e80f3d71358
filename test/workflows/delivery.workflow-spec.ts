import { deliverySubject } from '../../libs/domain/subject/ids.js';
import { keepHistory } from '../replay/histories.js';
import { mailOf } from '../support/court.js';
import { duty, obligation, stage } from '../support/duties.js';
import { World } from './support/world.js';

let mailIsAway = false;
let world: World;
beforeAll(async () => {
  world = await World.create({
    intercept: (activities) => ({
      ...activities,
      async sendDigest(input) {
        if (mailIsAway) throw new Error('no mail server');
        await activities.sendDigest(input);
      },
    }),
  });
}, 60_000);
afterAll(() => world.close(), 30_000);

const task = duty({ stages: [stage('task')] });
const mailTo = (officer: string) => world.mail.filter(({ to }) => to.address === mailOf(officer));
const head = deliverySubject('head');

it('what is due to one recipient within a minute is one mail, and every notice is in one mail only', async () => {
  for (const id of ['one', 'two', 'three']) await world.open(obligation(id, task));
  await world.pass('30s');
  expect(mailTo('head')).toHaveLength(0);
  await world.pass('1m');
  expect(mailTo('head')).toHaveLength(1);
  expect(
    mailTo('head')[0]
      ?.items.map((item) => item.obligationId)
      .sort(),
  ).toEqual(['one', 'three', 'two']);
  expect(await world.isRunning(head)).toBe(false);
  await keepHistory('delivery-of-one-digest.v1', world.handle(head));

  await world.pass('1h');
  const unsent = await world.dataSource.query<{ count: number }[]>(
    `SELECT count(*) FROM notification WHERE channel = 'mail' AND sent_at IS NULL`,
  );
  expect(unsent[0]?.count).toBe(0);
  const notices = mailTo('head').flatMap((digest) => digest.items);
  expect(notices).toHaveLength(3 * 6);
  expect(new Set(world.mail.map(({ messageId }) => messageId)).size).toBe(world.mail.length);
  expect(mailTo('superior')).toHaveLength(0);
}, 60_000);

it('a mail server that is away is waited for, and what comes meanwhile goes out in the next digest', async () => {
  mailIsAway = true;
  const before = mailTo('head').length;
  await world.open(obligation('four', task));
  await world.pass('2m');
  await world.open(obligation('five', task));
  await world.pass('2m');
  expect(mailTo('head')).toHaveLength(before);
  mailIsAway = false;
  await world.pass('30m');
  const after = mailTo('head').slice(before);
  expect(after[0]?.items.map((item) => item.obligationId)).toEqual(['four']);
  expect(after[1]?.items.map((item) => item.obligationId)).toContain('five');
  expect(await world.isRunning(head)).toBe(false);
}, 60_000);
