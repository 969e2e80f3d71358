import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { unstartedSubjects } from '../../libs/persistence/repositories/subject.repository.js';
import { openSubjects } from '../../libs/records/subjects/open-subjects.js';
import { restartSubjects, type Restarted } from '../../libs/temporal/restart-subjects.js';
import { startUnstarted } from '../../libs/temporal/start-subjects.js';
import { SubjectStarter } from '../../libs/temporal/subject-starter.js';
import type { Ladder } from '../../libs/domain/duty/definition.js';
import { seedCourt } from '../support/court.js';
import { cycle, duty, obligation, stage } from '../support/duties.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { createTestNamespace, type TestNamespace } from '../support/temporal.js';
import { TestWorker } from '../support/test-worker.js';

const SECOND_MS = 1_000;
/** Its first rungs come at once, the next ones after the move, the last one not while the test runs. */
const ladder: Ladder = {
  unit: 'milliseconds',
  rungs: [
    { name: 'remind', action: 'remind', offset: -SECOND_MS },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 6 * SECOND_MS, level: 1 },
    { name: 'launch', action: 'launch', offset: 864_000 * SECOND_MS },
  ],
};
const task = duty({
  stages: [stage('task', { due: { from: 'stage-opening', offset: { duration: 'PT2S' } }, ladder })],
});
const shortTask = duty({
  stages: [
    stage('task', {
      parties: { posts: 'nobody-has-such-a-post' },
      due: { from: 'stage-opening', offset: { duration: 'PT1S' } },
      ladder,
    }),
  ],
});
const series = { rule: 'FREQ=DAILY', startDate: '2030-01-01', adoptionDate: '2030-01-01' };

let database: TestDatabase;
let dataSource: DataSource;
let lost: TestNamespace;
let found: TestNamespace;

beforeAll(async () => {
  [database, lost, found] = await Promise.all([
    createTestDatabase(),
    createTestNamespace(),
    createTestNamespace(),
  ]);
  dataSource = await createDataSource({ url: database.applicationUrl, poolSize: 10 }).initialize();
  await dataSource.transaction((manager) => seedCourt(manager));
  const openings = [
    { subject: 'obligation/owed', brief: obligation('owed', task) },
    { subject: 'obligation/closed', brief: obligation('closed', shortTask) },
    { subject: 'cycle/daily', brief: cycle('daily', task, series) },
  ];
  await dataSource.transaction((manager) => openSubjects(manager, openings, null));
}, 60_000);

afterAll(async () => {
  await dataSource.destroy();
  await Promise.all([lost.close(), found.close()]);
  await database.drop();
});

/** Rungs that have fired, and everything else by its kind, in the order of the ledger. */
async function story(subject: string): Promise<string[]> {
  const rows = await dataSource.query<{ kind: string; rung: string | null }[]>(
    `SELECT kind, split_part(rung_key, '/', 4) AS rung FROM ledger_entry WHERE subject = $1 ORDER BY seq`,
    [subject],
  );
  return rows.map(({ kind, rung }) => rung || kind);
}

async function until(subject: string, last: string): Promise<string[]> {
  for (let tries = 0; tries < 600; tries += 1) {
    const told = await story(subject);
    if (told.at(-1) === last) return told;
    await sleep(50);
  }
  throw new Error(`${subject}: ${(await story(subject)).join(', ')}`);
}

const restart = (temporal: TestNamespace, check = false): Promise<Restarted> =>
  restartSubjects({
    dataSource,
    client: temporal.client,
    starter: new SubjectStarter(temporal.client, temporal.taskQueue),
    check,
  });

it('on another Temporal every open subject goes on with its clocks, and nothing fires twice', async () => {
  const first = await TestWorker.start(dataSource, lost);
  await startUnstarted({ dataSource, starter: new SubjectStarter(lost.client, lost.taskQueue) });
  const before = await until('obligation/owed', 'overdue');
  await until('obligation/closed', 'obligation-closed');
  await until('cycle/daily', 'cycle-started');
  await first.stop();

  // The record knows of no subject that has to be started: without more, all of them would be lost.
  expect(await unstartedSubjects(dataSource.manager)).toEqual([]);
  const open = ['cycle/daily', 'obligation/owed'];
  expect(await restart(lost)).toEqual({ open: 2, notRunning: [] });
  const checked = await restart(found, true);
  expect({ ...checked, notRunning: [...checked.notRunning].sort() }).toEqual({ open: 2, notRunning: open });
  await expect(found.client.workflow.getHandle('obligation/owed').describe()).rejects.toThrow();

  const second = await TestWorker.start(dataSource, found);
  try {
    expect((await restart(found)).notRunning).toHaveLength(2);
    expect(await restart(found)).toEqual({ open: 2, notRunning: [] });
    expect(await until('obligation/owed', 'escalate-1')).toEqual([...before, 'escalate-1']);
    const [rung] = await dataSource.query<{ lateMs: number }[]>(
      `SELECT extract(epoch FROM at - (body ->> 'plannedAt')::timestamptz) * 1000 AS "lateMs"
       FROM ledger_entry WHERE subject = 'obligation/owed' ORDER BY seq DESC LIMIT 1`,
    );
    expect(Number(rung?.lateMs)).toBeGreaterThanOrEqual(0);
    // Both go on by themselves: what they did before is not done again.
    expect(await story('cycle/daily')).toEqual(['cycle-started']);
    await expect(found.client.workflow.getHandle('obligation/closed').describe()).rejects.toThrow();
  } finally {
    await second.stop();
  }
}, 60_000);
