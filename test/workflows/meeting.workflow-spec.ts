import { DEFAULT_POLICY } from '../../libs/domain/duty/definition.js';
import type { MeetingBrief } from '../../libs/domain/meeting/meeting.js';
import { instantOf } from '../../libs/domain/time.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { keepHistory } from '../replay/histories.js';
import { CALENDAR, COURT, LEADING_GROUP } from '../support/court.js';
import { duty, obligation, onePost, stage } from '../support/duties.js';
import { proof, World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world.close(), 30_000);

const group = { named: [{ kind: 'body', id: LEADING_GROUP }] } as const;
const DAY_MS = 86_400_000;
const inDays = async (days: number): Promise<string> => instantOf((await world.now()) + days * DAY_MS);
const text = (letter: string): string => letter.repeat(64);

async function meeting(id: string): Promise<MeetingBrief> {
  return {
    id,
    unitId: COURT,
    calendarId: CALENDAR,
    bodyId: LEADING_GROUP,
    startsAt: await inDays(2),
    notice: text('0'),
    invited: ['clerk'],
    policy: DEFAULT_POLICY,
    calledBy: 'head',
  };
}

const inTime = { due: { from: 'stage-opening', offset: { workingDays: 20 } } } as const;
const study = duty({
  key: 'topic-study',
  procedure: 'topic-study',
  stages: [
    stage('agenda', { parties: group, meeting: 'agenda', ...inTime }),
    stage('meeting', {
      parties: group,
      meeting: 'attendance',
      review: { by: { named: 'superior' }, within: { workingDays: 5 }, ladder: stage('any').ladder },
      ...inTime,
    }),
    stage('minutes', { parties: group, meeting: 'extract', tracksDecisions: true, ...inTime }),
    stage('confirmation', { parties: onePost('president'), ...inTime }),
  ],
});
const present = ['president', 'vice-president'].map((post) => ({
  post,
  status: 'present',
  substitute: null,
}));

it('a meeting carries a topic study from the agenda to what follows, though the minutes are there before the attendance is accepted', async () => {
  const subject = await world.open(obligation('study', study));
  const held = await world.openMeeting(await meeting('one'));
  await world.pass('1m');
  await world.act(held, 'head', 'place-item', { title: text('1'), matter: 'ordinary', links: ['study'] });
  await world.pass('2d');
  await world.act(held, 'head', 'record-attendance', { attendance: present });
  const decisions = [{ document: text('3'), post: 'clerk', due: await inDays(30) }];
  await world.act(held, 'head', 'enter-minutes', { items: [{ item: 1, extract: text('2'), decisions }] });
  await world.act(held, 'president', 'confirm-minutes');
  await world.pass('1m');
  expect(await world.story(held)).toEqual([
    'meeting-called',
    'item-placed',
    'stage-opened',
    'attendance-recorded',
    'minutes-entered',
    'evidence-submitted',
    'stage-closed',
    'stage-opened',
    'minutes-confirmed',
    'evidence-submitted',
    'stage-closed',
    'meeting-closed',
  ]);
  expect(await world.isRunning(held)).toBe(false);
  await keepHistory('meeting-to-confirmed-minutes.v1', world.handle(held));

  const told = world.mail.flatMap(({ items }) => items).filter(({ kind }) => kind === 'meeting-called');
  expect(told[0]?.obligation.en).toMatch(/^Meeting of leading group, \d{4}-\d\d-\d\d \d\d:\d\d$/);

  // The attendance is under review, so the minutes wait.
  expect((await world.story(subject)).slice(-2)).toEqual(['evidence-submitted', 'submission-kept']);
  await world.act(subject, 'superior', 'review', { verdict: 'accept', reason: null });
  await world.pass('1m');
  await world.act(subject, 'president', 'submit', { stage: 'confirmation', ...proof });
  await world.pass('1m');
  expect((await world.ledger(subject)).at(-1)?.body).toEqual({ result: 'fulfilled' });
  expect(await world.isRunning(`${subject}.minutes.1`)).toBe(true);
  expect(await rebuild(world.dataSource, { check: true })).toEqual([]);
}, 60_000);

it('a meeting that nobody minutes climbs its ladder, follows the calendar and a new holder, and ends unminuted', async () => {
  const held = await world.openMeeting(await meeting('two'));
  await world.pass('3d');
  await world.dispatch({
    id: 'calendar',
    notBefore: null,
    notice: { kind: 'calendar-changed' },
    to: { calendar: CALENDAR },
  });
  await world.dispatch({
    id: 'holder',
    notBefore: null,
    notice: { kind: 'holder-entered', post: 'head' },
    to: { owingPost: 'head' },
  });
  await world.pass('60d');
  expect((await world.story(held)).slice(-3)).toEqual([
    'minutes/head/1/lapse',
    'stage-closed',
    'meeting-closed',
  ]);
  expect((await world.ledger(held)).at(-1)?.body).toEqual({ result: 'unminuted' });
  await keepHistory('meeting-without-minutes.v1', world.handle(held));
  expect(await rebuild(world.dataSource, { check: true })).toEqual([]);
}, 60_000);
