import type { DataSource } from 'typeorm';
import { witnessAt } from '../../activities/seal/witness.js';
import { openCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { parseVerifierKey } from '../../libs/ledger/notes/verifier-key.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import {
  cosignatureLines,
  newestCheckpoint,
} from '../../libs/persistence/repositories/ledger-checkpoint.repository.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { appendTo, TestLog } from '../support/sealing.js';
import { asSuperuser } from '../support/superuser.js';
import { TestWitness } from '../support/witness.js';

const ORIGIN = 'test.example/log';

let database: TestDatabase;
let dataSource: DataSource;
let log: TestLog;
let witness: TestWitness;
let worker: ReturnType<TestLog['worker']>;
let added = 0;

beforeAll(async () => {
  [database, log] = await Promise.all([createTestDatabase(), TestLog.create(ORIGIN)]);
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
});
beforeEach(async () => {
  witness = new TestWitness([log.verifierKey]);
  await witness.start();
  worker = log.worker(dataSource, { witness: witnessAt(`${witness.url}/`, witness.key) });
  log.alarms.length = 0;
});
afterEach(() => witness.stop());
afterAll(async () => {
  await dataSource.destroy();
  await Promise.all([database.drop(), log.remove()]);
});

async function sealSome(count: number): Promise<void> {
  await appendTo(dataSource, 'subject/one', added, count);
  added += count;
  expect(await worker.seal()).toMatchObject({ entries: count, size: added, refusal: null });
}

/** The last checkpoint as it is served, and what it says to those who know the log and the witness. */
async function served() {
  const newest = await newestCheckpoint(dataSource.manager);
  const lines = await cosignatureLines(dataSource.manager, added);
  const note = [newest?.note.trimEnd(), ...lines].map((part) => `${part}\n`).join('');
  return openCheckpoint(note, [log.verifierKey, witness.key].map(parseVerifierKey));
}

it('signs each checkpoint that goes on from the one before, and its signature is kept', async () => {
  for (const count of [1, 299, 400, 7]) {
    await sealSome(count);
    const { checkpoint, cosignatures } = await served();
    expect(checkpoint.size).toBe(added);
    expect(cosignatures).toMatchObject([{ witness: witness.name }]);
    expect(witness.seen.get(ORIGIN)?.size).toBe(added);
  }
  await worker.seal();
  expect(witness.statuses).toEqual([200, 200, 200, 200]);
  expect(log.alarms).toEqual([]);
});

it('is asked again from where it says it is', async () => {
  await sealSome(3);
  await sealSome(5);
  // What we knew of it is lost, as in a database that was put back.
  await asSuperuser(database, (query) => query('DELETE FROM ledger_cosignature'));
  await sealSome(300);
  expect(witness.statuses).toEqual([200, 200, 409, 200]);
  expect((await served()).cosignatures).toHaveLength(1);
});

it('that is away stops nothing; what it missed it signs when it is back', async () => {
  await sealSome(3);
  const port = Number(new URL(witness.url).port);
  await witness.stop();
  await sealSome(3);
  await sealSome(3);
  expect(log.alarms).toEqual([expect.stringMatching(/not signed by the witness: .* cannot be reached/)]);
  expect((await served()).cosignatures).toEqual([]);
  await witness.start(port);
  expect(await worker.seal()).toMatchObject({ entries: 0, size: added });
  expect((await served()).cosignatures).toHaveLength(1);
});

it('that has seen more than there is raises an alarm', async () => {
  witness.seen.set(ORIGIN, { size: 1_000_000, root: Buffer.alloc(32, 1) });
  await sealSome(1);
  expect(log.alarms).toEqual([expect.stringContaining('has seen 1000000 leaves')]);
});

it('that has seen another log of this name does not sign', async () => {
  witness.seen.set(ORIGIN, { size: 2, root: Buffer.alloc(32, 1) });
  await sealSome(1);
  expect(witness.statuses.at(-1)).toBe(422);
  expect(log.alarms).toEqual([expect.stringContaining('status 422')]);
});

it.each<[string, TestWitness['misbehave']]>([
  ['a signature of something else', (right) => ({ ...right, body: witness.cosign(`${ORIGIN}\n1\n`) })],
  [
    'a signature by somebody else',
    (right) => ({ ...right, body: new TestWitness([], 'other').cosign('a\n') }),
  ],
  ['nothing', (right) => ({ ...right, body: '' })],
  ['no line', (right) => ({ ...right, body: 'fine!' })],
  ['more than anybody would read', (right) => ({ ...right, body: `${right.body}${'x'.repeat(100_000)}` })],
  ['an error', () => ({ status: 500, body: 'out of order' })],
  ['a conflict without a size', () => ({ status: 409, body: 'no' })],
])('that answers %s is not believed, and stops nothing', async (_what, misbehave) => {
  witness.misbehave = misbehave;
  await sealSome(1);
  expect(log.alarms).toHaveLength(1);
  expect((await served()).cosignatures).toEqual([]);
});

it('may answer with lines of others beside its own', async () => {
  const other = new TestWitness([], 'other.example');
  witness.misbehave = (right) => ({ ...right, body: other.cosign(`${ORIGIN}\n`) + right.body });
  await sealSome(1);
  expect(await cosignatureLines(dataSource.manager, added)).toEqual([expect.stringContaining(witness.name)]);
});

it('is known by a key for cosignatures', () => {
  expect(() => witnessAt('http://127.0.0.1', log.verifierKey)).toThrow('not the key of a witness');
});
