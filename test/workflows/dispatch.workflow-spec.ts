import { calendarChange } from '../../libs/domain/dispatch/briefs.js';
import { dispatchSubject } from '../../libs/domain/subject/ids.js';
import { instantOf } from '../../libs/domain/time.js';
import { calendarSubject } from '../../libs/records/configuration/changes.js';
import { record } from '../../libs/records/configuration/record.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { keepHistory } from '../replay/histories.js';
import { CALENDAR } from '../support/court.js';
import { duty, obligation, stage } from '../support/duties.js';
import { World } from './support/world.js';

let isTemporalAway = false;
let world: World;
beforeAll(async () => {
  world = await World.create({
    intercept: (activities) => ({
      ...activities,
      async sendPage(input) {
        const page = await activities.sendPage(input);
        if (isTemporalAway) throw new Error('it went away before this could be answered');
        return page;
      },
    }),
  });
}, 60_000);
afterAll(() => world.close(), 30_000);

const actor = { officer: 'head', asClerk: false };
const inWorkingDays = duty({
  stages: [stage('task', { due: { from: 'stage-opening', offset: { workingDays: 5 } } })],
});

it('commands wait for their instant, arrive once, and each refusal is on record', async () => {
  const [one, two] = [await world.open(obligation('one', inWorkingDays)), 'obligation/never-begun'];
  await world.pass('1s');
  const notBefore = instantOf((await world.now()) + 3_600_000);
  const sign = { kind: 'sign', actor } as const;
  const subject = await world.dispatch({
    id: 'meeting',
    notBefore,
    send: [
      { subject: one, message: sign },
      { subject: one, message: sign },
      { subject: two, message: { ...sign, id: 'given' } },
    ],
  });
  await world.pass('59m');
  expect(await world.story(subject)).toEqual(['dispatch-begun']);
  isTemporalAway = true;
  await world.pass('2m');
  isTemporalAway = false;
  await world.pass('2m');
  expect(await world.story(subject)).toEqual([
    'dispatch-begun',
    'dispatch-due',
    'page-sent',
    'dispatch-completed',
  ]);
  const [, , sent, completed] = await world.ledger(subject);
  expect(sent?.body).toEqual({
    accepted: 1,
    undelivered: [
      { subject: one, outcome: 'refused', code: 'already-signed' },
      { subject: two, outcome: 'not-running' },
    ],
    last: null,
    isLast: true,
  });
  expect(completed?.body).toEqual({ accepted: 1, refused: 1, notRunning: 1 });
  const signed = (await world.ledger(one)).filter(({ kind }) => kind === 'duty-signed');
  expect(signed.map(({ commandId }) => commandId)).toEqual(['dispatch/meeting/0']);
  expect(await world.isRunning(subject)).toBe(false);
  await keepHistory('dispatch-of-commands.v1', world.handle(subject));
}, 60_000);

it('a new calendar reaches everything open that counts by it', async () => {
  const open = await world.open(obligation('two', inWorkingDays));
  await world.pass('1s');
  const today = instantOf((await world.now()) + 8 * 3_600_000).slice(0, 10);
  const days = [1, 2, 3, 4, 5].map((n) => instantOf(Date.parse(today) + n * 86_400_000).slice(0, 10));
  const version = await world.dataSource.transaction(async (manager) => {
    let seq = 0;
    for (const date of days) {
      const body = { date, working: false, name: 'flood' };
      const at = instantOf(await world.now());
      ({ seq } = await record(manager, calendarSubject(CALENDAR), {
        kind: 'calendar-day-set',
        body,
        at,
        actor: 'clerk',
      }));
    }
    return seq;
  });
  const subject = await world.dispatch(calendarChange(CALENDAR, version));
  await world.pass('1m');
  expect(subject).toBe(dispatchSubject(`calendar-changed.${CALENDAR}.${version}`));
  expect((await world.ledger(subject)).at(-1)?.body).toEqual({ accepted: 2, refused: 0, notRunning: 0 });
  const moved = (await world.ledger(open)).filter(({ kind }) => kind === 'replanned');
  expect(moved).toMatchObject([{ body: { with: { calendarVersion: version } } }]);
  const [{ before, clock }] = (moved[0]?.body as { parties: [{ before: string; clock: { due: string } }] })
    .parties;
  // Five free days from Tuesday to Saturday or later, of which at least three would have been worked.
  expect(Date.parse(clock.due) - Date.parse(before)).toBeGreaterThanOrEqual(3 * 86_400_000);
  await keepHistory('calendar-change.v1', world.handle(subject));
  expect(await rebuild(world.dataSource, { check: true })).toEqual([]);
}, 60_000);
