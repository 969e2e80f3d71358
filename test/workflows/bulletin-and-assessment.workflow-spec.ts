import { keepHistory } from '../replay/histories.js';
import { memberPost } from '../support/court.js';
import { duty, obligation, onePost, reviewed, stage } from '../support/duties.js';
import { proof, World } from './support/world.js';

const members = 5;
let world: World;
beforeAll(async () => {
  world = await World.create({ members });
}, 60_000);
afterAll(() => world.close(), 30_000);

const bulletin = duty({
  key: 'bulletin',
  procedure: 'bulletin',
  stages: [
    stage('draft', reviewed),
    stage('sign-off', { parties: onePost('president') }),
    stage('issue'),
    stage('acknowledgement', { parties: { posts: 'member' }, evidence: [] }),
  ],
});
const halfYear = {
  from: '2027-01-01',
  to: '2027-06-30',
  start: '2026-12-31T16:00:00.000Z',
  end: '2027-06-30T15:59:59.999Z',
};

it('a bulletin goes from the facts of the ledger to the acknowledgement of every recipient', async () => {
  const subject = await world.open({ ...obligation('bulletin', bulletin), period: halfYear });
  await world.pass('1m');
  await world.act(subject, 'head', 'submit', proof);
  await world.act(subject, 'vice-president', 'review', { verdict: 'accept', reason: null });
  await world.act(subject, 'president', 'submit', proof);
  await world.act(subject, 'head', 'submit', proof);
  for (let i = 1; i < members; i += 1)
    await world.act(subject, memberPost(i), 'submit', { party: memberPost(i), evidence: [] });
  await world.atRest();
  expect(await world.isRunning(subject)).toBe(true);
  await world.act(subject, memberPost(members), 'submit', { party: memberPost(members), evidence: [] });
  await world.atRest();

  const entries = await world.ledger(subject);
  const steps = entries.filter(({ kind }) => /^(stage|document|published|obligation)/.test(kind));
  expect(steps.map(({ kind, body }) => [kind, (body as { stage?: string }).stage])).toEqual([
    ['obligation-opened', undefined],
    ['document-kept', undefined],
    ['stage-opened', 'draft'],
    ['stage-closed', 'draft'],
    ['stage-opened', 'sign-off'],
    ['stage-closed', 'sign-off'],
    ['stage-opened', 'issue'],
    ['stage-closed', 'issue'],
    ['published', 'issue'],
    ['stage-opened', 'acknowledgement'],
    ['stage-closed', 'acknowledgement'],
    ['obligation-closed', undefined],
  ]);
  const [kept] = await world.dataSource.query<{ id: string }[]>('SELECT * FROM document');
  expect(steps[1]?.body).toMatchObject({ name: 'facts', document: kept?.id });
  expect(steps[8]?.body).toMatchObject({ documents: [proof.evidence[0]?.document] });
  expect(entries.at(-1)?.body).toEqual({ result: 'fulfilled' });
  await keepHistory('bulletin-to-acknowledgement.v1', world.handle(subject));
}, 60_000);

it('an assessment begins with the facts of its period, and opens what was decided with it', async () => {
  const definition = duty({
    key: 'inspection',
    procedure: 'assessment',
    stages: [
      stage('check', { ...reviewed, tracksDecisions: true }),
      stage('approval', { parties: onePost('president') }),
    ],
  });
  const subject = await world.open({ ...obligation('inspection', definition), period: halfYear });
  await world.pass('1m');
  const followUps = [{ document: 'd'.repeat(64), post: memberPost(1), due: '2199-01-01T00:00:00.000Z' }];
  await world.act(subject, 'head', 'submit', { ...proof, followUps });
  await world.act(subject, 'vice-president', 'review', { verdict: 'accept', reason: null });
  await world.act(subject, 'president', 'submit', proof);
  await world.atRest();

  const entries = await world.ledger(subject);
  const steps = entries.filter(({ kind }) => /^(stage|document|follow|obligation)/.test(kind));
  expect(steps.map(({ kind, body }) => [kind, (body as { stage?: string }).stage])).toEqual([
    ['obligation-opened', undefined],
    ['document-kept', undefined],
    ['stage-opened', 'check'],
    ['stage-closed', 'check'],
    ['follow-ups-opened', 'check'],
    ['stage-opened', 'approval'],
    ['stage-closed', 'approval'],
    ['obligation-closed', undefined],
  ]);
  await keepHistory('assessment-to-approval.v1', world.handle(subject));
}, 60_000);
