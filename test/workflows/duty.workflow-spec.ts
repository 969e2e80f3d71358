import { commandUpdate } from '../../libs/contracts/messages.js';
import { keepHistory } from '../replay/histories.js';
import { duty, obligation, onePost, reviewed, stage } from '../support/duties.js';
import { proof, World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world.close(), 30_000);

const task = duty({ stages: [stage('task', reviewed)] });

it('a duty that nobody does climbs every rung to the launch file, each at its instant, and ends as a lapse', async () => {
  const subject = await world.open(obligation('silent', task));
  await world.pass('20m');
  expect(await world.story(subject)).toEqual([
    'obligation-opened',
    'stage-opened',
    'task/head/1/remind',
    'task/head/1/overdue',
    'task/head/1/escalate-1',
    'task/head/1/escalate-2',
    'task/head/1/launch',
    'stage-closed',
    'obligation-closed',
  ]);
  const entries = await world.ledger(subject);
  const opened = Date.parse(entries[1]?.at ?? '');
  const minutes = entries.slice(2, 7).map((entry) => Math.floor((Date.parse(entry.at) - opened) / 60_000));
  expect(minutes).toEqual([9, 10, 11, 12, 13]);
  expect(entries.at(-1)?.body).toEqual({ result: 'lapsed' });
  expect(await world.isRunning(subject)).toBe(false);
  await keepHistory('duty-silence-to-launch-file.v1', world.handle(subject));
});

it('who hands in on time and is accepted hears nothing more', async () => {
  const subject = await world.open(obligation('in-time', task));
  await world.pass('1m');
  await world.act(subject, 'head', 'sign');
  await world.act(subject, 'head', 'submit', proof);
  await world.act(subject, 'vice-president', 'review', { verdict: 'accept', reason: null });
  await world.pass('1h');
  expect(await world.story(subject)).toEqual([
    'obligation-opened',
    'stage-opened',
    'duty-signed',
    'evidence-submitted',
    'submission-accepted',
    'stage-closed',
    'obligation-closed',
  ]);
  expect((await world.ledger(subject)).at(-1)?.body).toEqual({ result: 'fulfilled' });
  await keepHistory('duty-reviewed-and-fulfilled.v1', world.handle(subject));
});

it('what is returned opens a new round with a clock of its own, and the reviewer who stays silent has one too', async () => {
  const subject = await world.open(obligation('returned', task));
  await world.pass('1m');
  await world.act(subject, 'head', 'submit', proof);
  await world.act(subject, 'vice-president', 'review', { verdict: 'return', reason: 'b'.repeat(64) });
  await world.act(subject, 'head', 'submit', proof);
  await world.pass('12m');
  expect(await world.story(subject)).toEqual([
    'obligation-opened',
    'stage-opened',
    'evidence-submitted',
    'submission-returned',
    'evidence-submitted',
    'task/head/2/review-1.overdue',
    'task/head/2/review-1.lapse',
  ]);
  await world.act(subject, 'president', 'review', { verdict: 'accept', reason: null });
  await world.atRest();
  expect(await world.isRunning(subject)).toBe(false);
});

it('a duty of several stages opens each when the one before has ended, and ends where one lapsed', async () => {
  const definition = duty({ stages: [stage('first'), stage('second'), stage('third')] });
  const subject = await world.open(obligation('stages', definition));
  await world.pass('1m');
  await world.act(subject, 'head', 'submit', proof);
  await world.pass('1h');
  const closed = (await world.ledger(subject)).filter((entry) => entry.kind.startsWith('stage-'));
  expect(closed.map((entry) => [entry.kind, (entry.body as { stage: string }).stage])).toEqual([
    ['stage-opened', 'first'],
    ['stage-closed', 'first'],
    ['stage-opened', 'second'],
    ['stage-closed', 'second'],
  ]);
  await keepHistory('duty-second-stage-lapses.v1', world.handle(subject));
});

describe('a command', () => {
  const open = async (id: string): Promise<string> => {
    const subject = await world.open(obligation(id, task));
    await world.pass('1s');
    return subject;
  };

  it('that is refused leaves no entry, and says the rule', async () => {
    const subject = await open('refused');
    const before = await world.story(subject);
    await expect(world.act(subject, 'president', 'submit', proof)).rejects.toMatchObject({
      name: 'CommandRefused',
      refusal: { code: 'not-yours' },
    });
    expect(await world.story(subject)).toEqual(before);
  });

  it('sent again is one entry with one answer, under the same update id and under another', async () => {
    const subject = await open('twice');
    const first = await world.act(subject, 'head', 'sign', {}, 'the-same');
    const again = await world.act(subject, 'head', 'sign', {}, 'the-same');
    const message = { id: 'the-same', kind: 'sign', actor: { officer: 'head', asClerk: false } } as const;
    const late = await world.handle(subject).executeUpdate(commandUpdate, { updateId: 'x', args: [message] });
    expect([again, late]).toEqual([first, first]);
    expect((await world.story(subject)).filter((kind) => kind === 'duty-signed')).toHaveLength(1);
  });

  it('that comes when the obligation has closed finds nothing running', async () => {
    const subject = await open('closed');
    await world.pass('1h');
    await expect(world.act(subject, 'head', 'submit', proof)).rejects.toMatchObject({
      name: 'SubjectNotRunning',
    });
  });
});

describe('the history of a workflow', () => {
  /** The events that `happens` adds to it. */
  async function added(subject: string, happens: () => Promise<unknown>): Promise<string[]> {
    await world.atRest();
    const before = (await world.events(subject)).length;
    await happens();
    await world.atRest();
    return (await world.events(subject)).slice(before);
  }

  it('grows by at most 8 events for a lone command and for a rung, and holds one timer', async () => {
    const subject = await world.open(obligation('events', task));
    await world.pass('1s');
    const command = await added(subject, () => world.act(subject, 'head', 'sign'));
    expect(command.length).toBeLessThanOrEqual(8);
    expect(command).not.toContain('TimerStarted');
    const rung = await added(subject, () => world.pass('9m'));
    expect(rung.length).toBeLessThanOrEqual(8);
    expect(rung.filter((event) => event === 'TimerFired')).toHaveLength(1);
    const moving = await added(subject, () => world.act(subject, 'head', 'submit', proof));
    expect(moving.length).toBeLessThanOrEqual(8);
    expect(moving).toEqual(expect.arrayContaining(['TimerCanceled', 'TimerStarted']));
    const all = await world.events(subject);
    const count = (type: string) => all.filter((event) => event === type).length;
    expect(count('TimerStarted') - count('TimerFired') - count('TimerCanceled')).toBe(1);
  });

  it('grows by fewer than 6 events for each of many commands at once', async () => {
    const parties = ['head', 'clerk', 'vice-president']
      .map(onePost)
      .flatMap((rule) => ('named' in rule ? rule.named : []));
    const subject = await world.open(
      obligation('load', duty({ stages: [stage('task', { parties: { named: parties } })] })),
    );
    await world.pass('1s');
    const urges = 120;
    const events = await added(subject, () =>
      Promise.all(
        Array.from({ length: urges }, () =>
          world.act(subject, 'president', 'urge', { party: 'head', note: null }),
        ),
      ),
    );
    expect((await world.story(subject)).filter((kind) => kind === 'urged')).toHaveLength(urges);
    expect(events.length / urges).toBeLessThan(6);
  });
});

it('decisions of a stage that declares it are opened as it ends, and the stages after it go on', async () => {
  const decided = stage('decided', { tracksDecisions: true });
  const subject = await world.open(obligation('tracked', duty({ stages: [decided, stage('report')] })));
  await world.pass('1m');
  const due = new Date((await world.now()) + 3_600_000).toISOString();
  const followUps = [{ document: 'd'.repeat(64), post: 'vice-president', due }];
  await world.act(subject, 'head', 'submit', { ...proof, followUps });
  await world.act(subject, 'head', 'submit', proof);
  await world.atRest();
  expect(await world.story(subject)).toEqual([
    'obligation-opened',
    'stage-opened',
    'evidence-submitted',
    'stage-closed',
    'follow-ups-opened',
    'stage-opened',
    'evidence-submitted',
    'stage-closed',
    'obligation-closed',
  ]);
  const followUp = `${subject}.decided.1`;
  expect((await world.ledger(followUp))[1]).toMatchObject({
    kind: 'stage-opened',
    body: { groups: [{ due, parties: [{ id: 'vice-president' }] }] },
  });
  await keepHistory('duty-decisions-tracked.v1', world.handle(subject));
});
