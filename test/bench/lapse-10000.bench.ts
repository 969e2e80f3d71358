import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Ladder } from '../../libs/domain/duty/definition.js';
import { obligationSubject } from '../../libs/domain/subject/ids.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { unstartedSubjects } from '../../libs/persistence/repositories/subject.repository.js';
import { openSubjects } from '../../libs/records/subjects/open-subjects.js';
import { temporalClient } from '../../libs/temporal/client.js';
import { SubjectStarter } from '../../libs/temporal/subject-starter.js';
import { seedCourt } from '../support/court.js';
import { duty, obligation, stage } from '../support/duties.js';
import { startEmbeddedInstance, type EmbeddedInstance } from './support/embedded-instance.js';
import { plainInsertsMs } from './support/plain-inserts.js';

const STAGES = 50;
const PARTIES = 200;
const ROWS = STAGES * PARTIES;
/** Long enough to open all of them, and for each burst to be over before the next. */
const LEAD_MS = 30_000;
const GAP_MS = 15_000;

const ladder: Ladder = {
  unit: 'milliseconds',
  rungs: [
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: GAP_MS, level: 1 },
    { name: 'escalate-2', action: 'escalate', offset: 2 * GAP_MS, level: 2 },
    { name: 'launch', action: 'launch', offset: 3 * GAP_MS },
  ],
};

interface Burst {
  readonly rung: string;
  readonly recorded: number;
  /** From the planned instant to the writing of the entry. */
  readonly latenessMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** From the planned instant until all of it could be read by others. */
  readonly allReadableMs: number;
}

let instance: EmbeddedInstance;
let dataSource: DataSource;
beforeAll(async () => {
  instance = await startEmbeddedInstance();
  dataSource = await createDataSource({ url: instance.applicationUrl }).initialize();
}, 120_000);
afterAll(async () => {
  await dataSource?.destroy();
  await instance?.stop();
}, 60_000);

it(`${STAGES} stages of ${PARTIES} parties lapse at one instant`, async () => {
  await dataSource.transaction((manager) => seedCourt(manager, { members: PARTIES }));
  const dueMs = Date.now() + LEAD_MS;
  await open(new Date(dueMs).toISOString());

  const bursts: Burst[] = [];
  for (const { name, offset } of ladder.rungs) bursts.push(await burst(name, dueMs + offset));
  const plainMs = await plainInsertsMs(instance.adminUrl, 'launch');
  const last = bursts.at(-1) as Burst;
  const result = {
    bench: 'lapse-10000',
    stages: STAGES,
    partiesPerStage: PARTIES,
    bursts,
    plainInsertsMs: Math.round(plainMs),
    ratioToPlainInserts: Number((last.allReadableMs / plainMs).toFixed(2)),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  expect(bursts.map(({ recorded }) => recorded)).toEqual(ladder.rungs.map(() => ROWS));
}, 300_000);

async function open(due: string): Promise<void> {
  const definition = duty({
    stages: [stage('task', { parties: { posts: 'member' }, due: { at: due }, ladder })],
  });
  const openings = Array.from({ length: STAGES }, (_, i) => {
    const brief = obligation(`lapse-${i}`, definition);
    return { subject: obligationSubject(brief.id), brief };
  });
  await dataSource.transaction((manager) => openSubjects(manager, openings, null));
  const client = temporalClient({ address: instance.temporalAddress, namespace: 'default' });
  const starter = new SubjectStarter(client, 'luze');
  const subjects = await unstartedSubjects(dataSource.manager);
  await Promise.all(subjects.map((subject) => starter.start(subject)));
  await client.connection.close();
}

/** Waits for a rung to have come for all parties, and says how late it came. */
async function burst(rung: string, plannedMs: number): Promise<Burst> {
  await sleep(plannedMs - Date.now() - 100);
  // The subjects' own count of their entries: looking through the ledger itself would slow down what is measured.
  const before = await entriesSoFar();
  let allReadableMs = NaN;
  while (Number.isNaN(allReadableMs) && Date.now() < plannedMs + GAP_MS - 1_000) {
    await sleep(20);
    if ((await entriesSoFar()) >= before + ROWS) allReadableMs = Date.now() - plannedMs;
  }
  const rows = await dataSource.query<{ late: number }[]>(
    `SELECT (extract(epoch FROM recorded_at) * 1000 - $2)::float AS late FROM ledger_entry
     WHERE rung_key LIKE $1 ORDER BY late`,
    [`task/%/1/${rung}`, plannedMs],
  );
  const at = (share: number): number => Math.round(rows[Math.ceil(rows.length * share) - 1]?.late ?? NaN);
  const latenessMs = { p50: at(0.5), p99: at(0.99), max: at(1) };
  return { rung, recorded: rows.length, latenessMs, allReadableMs };
}

async function entriesSoFar(): Promise<number> {
  const [row] = await dataSource.query<{ count: number }[]>(
    `SELECT sum(seq)::int AS count FROM subject WHERE kind = 'obligation'`,
  );
  return row?.count ?? 0;
}
