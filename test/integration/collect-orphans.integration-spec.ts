import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { createCollectOrphans } from '../../activities/collect-orphans.activities.js';
import type { Collected } from '../../libs/contracts/activities.js';
import { EvidenceStore } from '../../libs/evidence/store.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { storeDocument, touchDocuments } from '../../libs/persistence/repositories/document.repository.js';
import {
  lockEvidenceFile,
  touchEvidenceFiles,
  writeUpload,
} from '../../libs/persistence/repositories/evidence-file.repository.js';
import { appendEntries } from '../../libs/persistence/repositories/ledger.repository.js';
import { COLLECT_ORPHANS, ensureSchedules, SEAL } from '../../libs/temporal/schedules.js';
import { keepHistory } from '../replay/histories.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { createTestNamespace, productionBundle, type TestNamespace } from '../support/temporal.js';

// What a worker does when all goes well is no news.
Runtime.install({ logger: new DefaultLogger('ERROR') });

const LONG_AGO = new Date('2020-01-01T00:00:00.000Z');
const UPLOAD = {
  officerId: 'head',
  unitId: 'court',
  name: 'a.txt',
  type: 'txt',
  declaredAt: LONG_AGO.toISOString(),
};

let database: TestDatabase;
let dataSource: DataSource;
let folder: string;
let store: EvidenceStore;
let temporal: TestNamespace;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
  folder = await mkdtemp(join(tmpdir(), 'luze-orphans-'));
  store = new EvidenceStore(folder);
  temporal = await createTestNamespace();
}, 30_000);

afterAll(async () => {
  await temporal.close();
  await dataSource.destroy();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** What the API does with an upload. */
async function reupload(content: string): Promise<void> {
  const file = await store.receive(Readable.from([Buffer.from(content)]), 1_000);
  await dataSource.transaction(async (manager) => {
    await lockEvidenceFile(manager, file.sha256);
    await writeUpload(manager, { ...file, ...UPLOAD });
    await store.keep(file);
  });
}

/** A file in the folder, with its row unless told otherwise. */
async function keep(content: string, { isOld = true, hasRow = true } = {}): Promise<string> {
  const file = await store.receive(Readable.from([Buffer.from(content)]), 1_000);
  if (isOld) await utimes(file.path, LONG_AGO, LONG_AGO);
  if (hasRow) {
    await writeUpload(dataSource.manager, { ...file, ...UPLOAD });
  }
  await store.keep(file);
  return file.sha256;
}

const age = async (): Promise<void> => {
  await dataSource.query('UPDATE evidence_file SET touched_at = $1', [LONG_AGO]);
  await dataSource.query('UPDATE document SET touched_at = $1', [LONG_AGO]);
};

const refer = (subject: string, document: string) =>
  appendEntries(
    dataSource.manager,
    { id: subject, seq: 0 },
    [
      {
        kind: 'evidence-submitted',
        at: LONG_AGO.toISOString(),
        actor: 'head',
        onBehalfOf: null,
        body: JSON.stringify({ evidence: [{ document, requirement: 'report' }] }),
        commandId: null,
        commandHash: null,
        rungKey: null,
      },
    ],
    { runId: null, organisationVersion: null },
  );

const inFolder = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((e) => e.isFile())
    .map(({ name }) => name);

const stored = async (): Promise<{ files: string[]; documents: string[] }> => ({
  files: (await dataSource.query<{ sha256: string }[]>('SELECT sha256 FROM evidence_file')).map(
    (r) => r.sha256,
  ),
  documents: (await dataSource.query<{ id: string }[]>('SELECT id FROM document')).map((r) => r.id),
});

it('by its schedule: what no command took up goes, and what the ledger names stays', async () => {
  const [named, orphan] = [await keep('named'), await keep('orphan')];
  const [namedText, orphanText, waitingText] = await Promise.all(
    ['named text', 'orphan text', 'waiting text'].map((text) =>
      storeDocument(dataSource.manager, 'text/plain', text),
    ),
  );
  await refer('obligation/one', named);
  await refer('obligation/two', namedText as string);
  // On record, and not yet settled for the first time: no entry names it.
  await dataSource.query(
    `INSERT INTO subject (id, kind, brief) VALUES ('obligation/three', 'obligation', $1)`,
    [{ document: waitingText }],
  );
  await age();
  const fresh = await keep('fresh');
  const lost = await keep('without a row', { hasRow: false });
  const underWay = await keep('being uploaded', { hasRow: false, isOld: false });
  const left = await store.receive(Readable.from([Buffer.from('left by a killed process')]), 1_000);
  await utimes(left.path, LONG_AGO, LONG_AGO);
  expect(await inFolder()).toContain(lost);

  await ensureSchedules(temporal.client, temporal.taskQueue);
  // Each worker does, at each start.
  await ensureSchedules(temporal.client, temporal.taskQueue);
  const schedule = temporal.client.schedule.getHandle(COLLECT_ORPHANS);
  expect(await schedule.describe()).toMatchObject({
    policies: { overlap: 'SKIP', catchupWindow: 3_600_000 },
    action: { workflowType: 'collectOrphansWorkflow' },
  });
  expect(await temporal.client.schedule.getHandle(SEAL).describe()).toMatchObject({
    policies: { overlap: 'SKIP', catchupWindow: 60_000 },
    action: { workflowType: 'sealWorkflow', workflowId: SEAL },
  });
  const worker = await Worker.create({
    connection: temporal.workerConnection,
    namespace: temporal.namespace,
    taskQueue: temporal.taskQueue,
    workflowBundle: await productionBundle(),
    activities: createCollectOrphans({ dataSource, evidence: store }),
  });
  const handle = await worker.runUntil(async () => {
    await schedule.trigger();
    const run = await running();
    expect(await run.result()).toEqual({ documents: 1, files: 1, fromFolder: 3 } satisfies Collected);
    return run;
  });
  await keepHistory('collect-orphans.v1', handle);

  expect((await inFolder()).sort()).toEqual([named, fresh, underWay].sort());
  const { files, documents } = await stored();
  expect(files.sort()).toEqual([named, fresh].sort());
  expect(documents.sort()).toEqual([namedText, waitingText].sort());
  expect(await store.open(orphan)).toBeUndefined();
  expect(documents).not.toContain(orphanText);
}, 60_000);

/** The run that the schedule started. */
async function running(): Promise<WorkflowHandle> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { info } = await temporal.client.schedule.getHandle(COLLECT_ORPHANS).describe();
    const [started] = info.recentActions;
    if (started?.action.type === 'startWorkflow')
      return temporal.client.workflow.getHandle(started.action.workflow.workflowId);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the schedule started nothing');
}

it('never takes what a command is just taking up', async () => {
  const { collectOrphans } = createCollectOrphans({ dataSource, evidence: store });
  for (let round = 0; round < 10; round += 1) {
    const file = await keep(`contested ${round}`);
    const document = await storeDocument(dataSource.manager, 'text/plain', `contested ${round}`);
    await age();
    const [, files, documents] = await Promise.all([
      collectOrphans(),
      touchEvidenceFiles(dataSource.manager, [file]),
      touchDocuments(dataSource.manager, [document]),
    ]);
    const after = await stored();
    expect(after.files.includes(file)).toBe(files.has(file));
    expect(after.documents.includes(document)).toBe(documents.has(document));
    expect((await inFolder()).includes(file)).toBe(files.has(file));
  }
});

it('waits for a command that has touched it and is not through', async () => {
  const { collectOrphans } = createCollectOrphans({ dataSource, evidence: store });
  const file = await keep('held');
  await age();
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  await touchEvidenceFiles(runner.manager, [file]);
  const collecting = collectOrphans();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await runner.commitTransaction();
  await runner.release();
  await collecting;
  expect((await stored()).files).toContain(file);
  expect(await inFolder()).toContain(file);
});

it('a file that comes again while it is taken away is there in the end', async () => {
  const { collectOrphans } = createCollectOrphans({ dataSource, evidence: store });
  for (let round = 0; round < 10; round += 1) {
    const sha256 = await keep(`again ${round}`);
    await age();
    await Promise.all([collectOrphans(), reupload(`again ${round}`)]);
    expect((await stored()).files).toContain(sha256);
    expect(await inFolder()).toContain(sha256);
  }
});
