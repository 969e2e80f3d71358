import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Watched } from '../../libs/contracts/activities.js';
import type { Ladder } from '../../libs/domain/duty/definition.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { earliestUnfiredRung } from '../../libs/persistence/repositories/rung.repository.js';
import { openSubjects } from '../../libs/records/subjects/open-subjects.js';
import { ensureSchedules, SEAL, WATCHDOG } from '../../libs/temporal/schedules.js';
import { startUnstarted } from '../../libs/temporal/start-subjects.js';
import { SubjectStarter } from '../../libs/temporal/subject-starter.js';
import { compare } from '../../libs/watchdog/compare.js';
import { keepHistory } from '../replay/histories.js';
import { seedCourt } from '../support/court.js';
import { cycle, duty, obligation, stage } from '../support/duties.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { createTestNamespace, type TestNamespace } from '../support/temporal.js';
import { TestWorker } from '../support/test-worker.js';

const SECOND_MS = 1_000;
const ladder = (laterSeconds: number): Ladder => ({
  unit: 'milliseconds',
  rungs: [
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: laterSeconds * SECOND_MS, level: 1 },
    { name: 'launch', action: 'launch', offset: 864_000 * SECOND_MS },
  ],
});
const task = (dueIn: string, laterSeconds: number) =>
  duty({
    stages: [
      stage('task', {
        due: { from: 'stage-opening', offset: { duration: dueIn } },
        ladder: ladder(laterSeconds),
      }),
    ],
  });
const series = { rule: 'FREQ=DAILY', startDate: '2030-01-01', adoptionDate: '2030-01-01' };

let database: TestDatabase;
let dataSource: DataSource;
let temporal: TestNamespace;
let starter: SubjectStarter;
let worker: TestWorker;

beforeAll(async () => {
  [database, temporal] = await Promise.all([createTestDatabase(), createTestNamespace()]);
  dataSource = await createDataSource({ url: database.applicationUrl, poolSize: 10 }).initialize();
  await dataSource.transaction((manager) => seedCourt(manager));
  starter = new SubjectStarter(temporal.client, temporal.taskQueue);
  await ensureSchedules(temporal.client, temporal.taskQueue);
  // The one runs when the test says so, the other not at all.
  for (const id of [WATCHDOG, SEAL]) await temporal.client.schedule.getHandle(id).pause();
  worker = await TestWorker.start(dataSource, temporal);
  await open('obligation/owed', task('PT1S', 5));
  await open('obligation/other', task('P1D', 5));
  await dataSource.transaction((manager) =>
    openSubjects(manager, [{ subject: 'cycle/daily', brief: cycle('daily', task('P1D', 5), series) }], null),
  );
  await startUnstarted({ dataSource, starter });
}, 60_000);

afterAll(async () => {
  await worker.stop();
  await temporal.close();
  await dataSource.destroy();
  await database.drop();
});

const schedule = () => temporal.client.schedule.getHandle(WATCHDOG);

async function open(subject: string, definition: ReturnType<typeof task>): Promise<void> {
  const brief = obligation(subject.split('/')[1] as string, definition);
  await dataSource.transaction((manager) => openSubjects(manager, [{ subject, brief }], null));
}

/** A comparison without the schedule. */
const parts = () => ({
  dataSource,
  client: temporal.client,
  starter,
  unfiredAfterMs: 60_000,
  sealedWithinMs: 60_000,
  secondLookMs: 1_000,
  onMail: () => undefined,
  onProgress: () => undefined,
});

/** Has the schedule run once. */
async function run(): Promise<{ handle: WorkflowHandle; watched: Watched }> {
  const { numActionsTaken: before } = (await schedule().describe()).info;
  await schedule().trigger();
  for (let tries = 0; tries < 400; tries += 1, await sleep(50)) {
    const { numActionsTaken, recentActions } = (await schedule().describe()).info;
    const last = recentActions.at(-1);
    if (numActionsTaken === before || last?.action.type !== 'startWorkflow') continue;
    const { workflowId, firstExecutionRunId } = last.action.workflow;
    const handle = temporal.client.workflow.getHandle(workflowId, firstExecutionRunId);
    return { handle, watched: (await handle.result()) as Watched };
  }
  throw new Error('the schedule started nothing');
}

/** The same until it sees what is wrong: what Temporal lists may lag behind. */
async function runUntil(what: string): Promise<{ runs: number; watched: Watched }> {
  for (let runs = 1; runs <= 3; runs += 1) {
    const { watched } = await run();
    if ((watched.mismatches[what] ?? 0) > 0) return { runs, watched };
  }
  throw new Error(`${what} is not found`);
}

/** What the watchdog has recorded about a subject. */
async function said(about: string): Promise<string[]> {
  const rows = await dataSource.query<{ said: string }[]>(
    `SELECT concat_ws(' ', kind, body ->> 'what') AS said FROM ledger_entry
     WHERE subject = 'watchdog' AND (body -> 'about')::jsonb ? $1 ORDER BY seq`,
    [about],
  );
  return rows.map((row) => row.said);
}

/** Rungs that have fired, and everything else by its kind, in the order of the ledger. */
async function story(subject: string): Promise<string[]> {
  const rows = await dataSource.query<{ kind: string; rung: string | null }[]>(
    `SELECT kind, split_part(rung_key, '/', 4) AS rung FROM ledger_entry WHERE subject = $1 ORDER BY seq`,
    [subject],
  );
  return rows.map(({ kind, rung }) => rung || kind);
}

async function until(subject: string, last: string): Promise<string[]> {
  for (let tries = 0; tries < 400; tries += 1, await sleep(50)) {
    const told = await story(subject);
    if (told.at(-1) === last) return told;
  }
  throw new Error(`${subject}: ${(await story(subject)).join(', ')}`);
}

/** What nobody but somebody with the rights of the server's owner can do. */
async function asSuperuser(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = 'replica'`);
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

it('the schedule says when, and what becomes of runs that were missed', async () => {
  expect(await schedule().describe()).toMatchObject({
    spec: { intervals: [{ every: 60_000 }] },
    policies: { overlap: 'SKIP', catchupWindow: 60_000 },
    action: { workflowType: 'watchdogWorkflow' },
  });
});

it('a workflow that ended behind the back of the system is found, its clock goes on, and nothing fires twice', async () => {
  const before = await until('obligation/owed', 'overdue');
  const { handle, watched } = await run();
  expect(watched).toMatchObject({ openSubjects: 3, repaired: 0 });
  expect(Object.values(watched.mismatches)).toEqual([0, 0, 0, 0, 0]);
  await keepHistory('watchdog.v1', handle);
  expect(await story('watchdog')).toEqual([]);

  await temporal.client.workflow.getHandle('obligation/owed').terminate('behind the back of the system');
  const found = await runUntil('clock-missing');
  expect(found.runs).toBeLessThanOrEqual(2);
  expect(found.watched).toMatchObject({ openSubjects: 3, mismatches: { 'clock-missing': 1 }, repaired: 1 });
  expect(await until('obligation/owed', 'escalate-1')).toEqual([...before, 'escalate-1']);
  expect((await run()).watched).toMatchObject({ mismatches: { 'clock-missing': 0 }, repaired: 0 });
  expect(await said('obligation/owed')).toEqual([
    'finding-opened clock-missing',
    'clock-repaired',
    'finding-closed clock-missing',
  ]);
  expect(await story('watchdog')).toHaveLength(3);
}, 60_000);

it('what is about to start or to close is no finding', async () => {
  await open('obligation/starting', task('P1D', 5));
  await open('obligation/closing', task('P1D', 5));
  let begun: Promise<unknown> | undefined;
  const { mismatches, repaired } = await compare({
    ...parts(),
    // Between the two looks.
    onProgress: () => {
      begun ??= Promise.all([
        starter.start({ id: 'obligation/starting', workflow: 'dutyWorkflow' }),
        dataSource.query(`UPDATE subject SET is_over = true WHERE id = 'obligation/closing'`),
      ]);
    },
  });
  await begun;
  expect({ mismatches, repaired }).toMatchObject({ mismatches: { 'clock-missing': 0 }, repaired: 0 });
  expect(await said('obligation/starting')).toEqual([]);
});

it('a subject whose ledger holds less than it has seen has stopped: it is found, and not started again', async () => {
  await open('obligation/behind', task('PT2S', 5));
  await startUnstarted({ dataSource, starter });
  await until('obligation/behind', 'stage-opened');
  await asSuperuser(
    `DELETE FROM ledger_entry WHERE subject = 'obligation/behind' AND seq = 2`,
    `UPDATE subject SET seq = 1 WHERE id = 'obligation/behind'`,
  );
  const handle = temporal.client.workflow.getHandle('obligation/behind');
  await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'ledger-behind' } });
  expect((await runUntil('subject-stopped')).watched).toMatchObject({ repaired: 0 });
  await run();
  expect(await said('obligation/behind')).toEqual(['finding-opened subject-stopped']);
  expect((await handle.describe()).status.name).toBe('FAILED');
}, 30_000);

it('entries that wait too long for their place in the log are found, and so is a log that takes none', async () => {
  const look = async (sealedWithinMs: number): Promise<number | undefined> => {
    const { mismatches } = await compare({ ...parts(), sealedWithinMs });
    return mismatches['sealing-behind'];
  };
  expect(await look(3_600_000)).toBe(0);
  expect(await look(1)).toBe(1);
  expect(await look(3_600_000)).toBe(0);
  await dataSource.query(`UPDATE ledger_sealing SET refusal = 'another key', refused_at = now()`);
  expect(await look(3_600_000)).toBe(1);
  await dataSource.query(`UPDATE ledger_sealing SET refusal = NULL, refused_at = NULL`);
  await run();
  const once = ['finding-opened sealing-behind', 'finding-closed sealing-behind'];
  expect(await said('ledger')).toEqual([...once, ...once]);
}, 30_000);

it('a rung that has come and is not recorded, though a workflow runs, is found until it is', async () => {
  await open('obligation/stuck', task('P1D', 5));
  // As when a workflow cannot be replayed: it is there, and does nothing.
  await temporal.client.workflow.start('dutyWorkflow', {
    workflowId: 'obligation/stuck',
    taskQueue: 'nobody-serves-it',
    args: ['obligation/stuck'],
  });
  await dataSource.query(
    `UPDATE subject SET wake = now() - interval '1 minute' WHERE id = 'obligation/stuck'`,
  );
  const first = () => earliestUnfiredRung(dataSource.manager);
  expect(await first()).toMatchObject({ subject: 'obligation/stuck' });
  await runUntil('rung-not-fired');
  // The one that is known to stand still does not hide from the API's alarm that all do.
  expect((await first())?.subject).not.toBe('obligation/stuck');
  await dataSource.query(`UPDATE subject SET wake = NULL WHERE id = 'obligation/stuck'`);
  await run();
  expect(await said('obligation/stuck')).toEqual([
    'finding-opened rung-not-fired',
    'finding-closed rung-not-fired',
  ]);
}, 30_000);

it('an entry that is gone, and one that belongs to nothing on record, are found', async () => {
  await asSuperuser(
    `CREATE TABLE kept AS SELECT * FROM ledger_entry WHERE subject = 'obligation/other' AND seq = 1`,
    `DELETE FROM ledger_entry WHERE subject = 'obligation/other' AND seq = 1`,
    `INSERT INTO ledger_entry (subject, seq, kind, at, body) VALUES ('obligation/nobody', 1, 'duty-signed', now(), '{}')`,
  );
  const { mismatches } = (await run()).watched;
  expect(mismatches['ledger-gap']).toBe(2);
  for (const about of ['obligation/other', 'obligation/nobody'])
    expect(await said(about)).toEqual(['finding-opened ledger-gap']);
  await asSuperuser(
    `INSERT INTO ledger_entry OVERRIDING SYSTEM VALUE SELECT * FROM kept`,
    `DELETE FROM ledger_entry WHERE subject = 'obligation/nobody'`,
  );
  await run();
  expect(await said('obligation/other')).toEqual(['finding-opened ledger-gap', 'finding-closed ledger-gap']);
  expect((await run()).watched.mismatches['ledger-gap']).toBe(0);
}, 30_000);
