import { keepHistory } from '../replay/histories.js';
import { incidentDuty, obligation } from '../support/duties.js';
import { World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world.close(), 30_000);

const shown = (...names: string[]) => ({
  evidence: names.map((requirement) => ({ requirement, document: 'd'.repeat(64) })),
});
const light = { severity: 'light', reason: 'r'.repeat(64) };

/** Handles an incident up to the window in which it may be reopened. */
async function handle(subject: string): Promise<void> {
  await world.act(subject, 'head', 'submit', { stage: 'acknowledge', ...shown() });
  await world.act(subject, 'head', 'submit', { stage: 'contain', ...shown('containment') });
  await world.act(subject, 'vice-president', 'submit', { stage: 'report-upward', ...shown('report') });
  await world.act(subject, 'head', 'submit', { stage: 'resolve', ...shown('resolution') });
  await world.act(subject, 'head', 'submit', { stage: 'review', ...shown('causes', 'measures') });
  await world.act(subject, 'vice-president', 'review', { verdict: 'accept', reason: null });
}

const stagesOf = async (subject: string, kind: 'stage-opened' | 'stage-closed'): Promise<string[]> =>
  (await world.ledger(subject))
    .filter((entry) => entry.kind === kind)
    .map(({ body }) => (body as { stage: string }).stage);

it('goes from triage through all its clocks to the review, is reopened once, and closes with its window', async () => {
  const subject = await world.open(obligation('incident', incidentDuty()));
  await world.pass('10m');
  await world.act(subject, 'head', 'triage', light);
  await handle(subject);
  await world.pass('1d');
  await world.act(subject, 'vice-president', 'reopen', { reason: 'r'.repeat(64) });
  await world.act(subject, 'head', 'submit', { stage: 'contain-2', ...shown('containment') });
  await world.act(subject, 'head', 'submit', { stage: 'resolve-2', ...shown('resolution') });
  await world.act(subject, 'head', 'submit', { stage: 'review-2', ...shown('causes', 'measures') });
  await world.act(subject, 'vice-president', 'review', { verdict: 'accept', reason: null });
  await world.pass('11d');
  expect(await stagesOf(subject, 'stage-opened')).toEqual([
    'triage',
    'acknowledge',
    'contain',
    'report-upward',
    'resolve',
    'review',
    'reopening',
    'contain-2',
    'resolve-2',
    'review-2',
    'reopening-2',
  ]);
  expect((await world.ledger(subject)).at(-1)).toMatchObject({ body: { result: 'fulfilled' } });
  expect(await world.isRunning(subject)).toBe(false);
  await keepHistory('incident-reopened-once.v1', world.handle(subject));
}, 60_000);

it('that nobody handles fires every rung of every clock once, and is still reviewed', async () => {
  const subject = await world.open(obligation('silent', incidentDuty()));
  await world.pass('3d');
  const rungs = (await world.story(subject)).filter((step) => step.endsWith('/launch'));
  expect(rungs.sort()).toEqual(
    [
      'acknowledge/head/1/launch',
      'contain/head/1/launch',
      'report-upward/vice-president/1/launch',
      'resolve/head/1/launch',
      'review/head/1/launch',
      'triage/head/1/launch',
    ].sort(),
  );
  await world.pass('11d');
  expect((await world.ledger(subject)).at(-1)).toMatchObject({ body: { result: 'lapsed' } });
  await keepHistory('incident-that-nobody-handled.v1', world.handle(subject));
}, 60_000);

it('that was reported twice ends in the earlier report, which hears of it', async () => {
  const earlier = await world.open(obligation('earlier', incidentDuty()));
  await world.pass('1m');
  const later = await world.open(obligation('later', incidentDuty()));
  await world.pass('1m');
  await world.act(later, 'head', 'merge', { into: 'earlier', reason: 'r'.repeat(64) });
  await world.pass('1m');
  expect(await world.isRunning(later)).toBe(false);
  expect((await world.ledger(later)).at(-1)).toMatchObject({ body: { result: 'merged' } });
  expect((await world.ledger(earlier)).at(-1)).toMatchObject({
    kind: 'duplicate-joined',
    body: { duplicate: 'later' },
  });
  expect(await world.isRunning(earlier)).toBe(true);
  await keepHistory('incident-merged.v1', world.handle(later));
}, 60_000);

it('passes command on while its clocks run, and what opens later is owed by whoever has it', async () => {
  const subject = await world.open(obligation('handed-over', incidentDuty()));
  await world.pass('10m');
  await world.act(subject, 'head', 'triage', light);
  await world.act(subject, 'vice-president', 'hand-over', { to: 'president', reason: 'r'.repeat(64) });
  await world.act(subject, 'president', 'submit', { stage: 'acknowledge', ...shown() });
  await world.pass('5d');
  const opened = (await world.ledger(subject)).find(
    ({ kind, body }) => kind === 'stage-opened' && (body as { stage: string }).stage === 'review',
  );
  expect(opened?.body).toMatchObject({ groups: [{ parties: [{ id: 'president' }] }] });
}, 60_000);
