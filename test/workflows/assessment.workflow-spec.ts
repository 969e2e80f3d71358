import { keepHistory } from '../replay/histories.js';
import { duty, obligation, onePost, stage } from '../support/duties.js';
import { proof, World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world.close(), 30_000);

const assessment = duty({
  key: 'half-year-inspection',
  procedure: 'assessment',
  stages: [stage('inspection'), stage('result', { parties: onePost('president') })],
});
const halfYear = {
  from: '2027-01-01',
  to: '2027-06-30',
  start: '2026-12-31T16:00:00.000Z',
  end: '2027-06-30T15:59:59.999Z',
};

it('an assessment begins with the facts of its period, then goes from stage to stage', async () => {
  const subject = await world.open({ ...obligation('assessment', assessment), period: halfYear });
  await world.pass('1m');
  await world.act(subject, 'head', 'submit', proof);
  await world.act(subject, 'president', 'submit', proof);
  await world.atRest();
  const steps = (await world.ledger(subject)).map(({ kind, body }) => [
    kind,
    (body as { stage?: string }).stage,
  ]);
  expect(steps).toEqual([
    ['obligation-opened', undefined],
    ['document-kept', undefined],
    ['stage-opened', 'inspection'],
    ['evidence-submitted', 'inspection'],
    ['stage-closed', 'inspection'],
    ['stage-opened', 'result'],
    ['evidence-submitted', 'result'],
    ['stage-closed', 'result'],
    ['obligation-closed', undefined],
  ]);
  const [kept] = await world.dataSource.query<{ id: string }[]>('SELECT id FROM document');
  expect((await world.ledger(subject))[1]?.body).toMatchObject({ name: 'facts', document: kept?.id });
  await keepHistory('assessment-from-facts-to-result.v1', world.handle(subject));
}, 60_000);
