import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { openCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { parseNote } from '../../libs/ledger/notes/note.js';
import { generateSigningKey, parseSigningKey } from '../../libs/ledger/notes/signing-key.js';
import { parseVerifierKey } from '../../libs/ledger/notes/verifier-key.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { ledgerKeys } from '../../libs/persistence/repositories/ledger-checkpoint.repository.js';
import type { KeySource } from '../../libs/sealing/keyring.js';
import { rotateKey } from '../../libs/sealing/rotate-key.js';
import { expectWholeLog } from '../support/log-check.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { appendTo, TestLog } from '../support/sealing.js';

let database: TestDatabase;
let dataSource: DataSource;
let log: TestLog;
let added: number;

beforeEach(async () => {
  [database, log] = await Promise.all([createTestDatabase(), TestLog.create()]);
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
  added = 0;
});
afterEach(async () => {
  await dataSource.destroy();
  await Promise.all([database.drop(), log.remove()]);
});

/** Adds an entry and seals it with the keys of a worker. */
async function seal(keys: Partial<KeySource>): Promise<string | null> {
  await appendTo(dataSource, 'subject/one', added++);
  return (await log.seal(dataSource, { keys: { folder: log.folder, ...keys } })).refusal;
}

const keyPath = () => join(log.folder, 'key');
const onRecord = () => ledgerKeys(dataSource.manager);

/** Which keys signed the last checkpoint. */
async function signers(): Promise<number[]> {
  const [{ note }] = await dataSource.query<[{ note: string }]>(
    'SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1',
  );
  return parseNote(note).signatures.map(({ keyId }) => keyId);
}

describe('a key that nobody gave', () => {
  it('is made once, by whoever comes first, for nobody else to read, and kept', async () => {
    await appendTo(dataSource, 'subject/one', 0);
    const parts = { keys: { folder: log.folder } };
    await Promise.all([1, 2, 3].map(() => log.seal(dataSource, parts)));
    const text = await readFile(keyPath(), 'utf8');
    expect((await stat(keyPath())).mode & 0o777).toBe(0o600);
    expect((await stat(log.checkpoints)).mode & 0o777).toBe(0o700);
    expect(await log.seal(dataSource, parts)).toMatchObject({ size: 1, refusal: null });
    const { verifier, name } = parseSigningKey(text.trim());
    expect(name).toMatch(/^luze-[0-9a-f]{8}$/);
    expect(await onRecord()).toEqual([verifier]);
    expect(await expectWholeLog(dataSource, [verifier])).toBe(1);
    expect(await readFile(keyPath(), 'utf8')).toBe(text);
  });

  it('has the name that was configured, and keeps it', async () => {
    expect(await seal({ logName: 'court.example/ledger' })).toBeNull();
    expect((await onRecord())[0]).toMatch(/^court\.example\/ledger\+/);
    expect(await seal({ logName: 'another' })).toContain('the name of a log never changes');
  });

  it('is not made anew where it got lost, and not used where others may read it', async () => {
    expect(await seal({})).toBeNull();
    await chmod(keyPath(), 0o640);
    expect(await seal({})).toContain('may be read by others');
    await rm(keyPath());
    expect(await seal({})).toContain('the private key of the log is not here');
    await writeFile(keyPath(), 'PRIVATE+KEY+secret', { mode: 0o600 });
    const refusal = await seal({});
    expect(refusal).toContain('ledger/key in the data folder holds what is no private key');
    expect(refusal).not.toContain('secret');
  });
});

describe('another key', () => {
  it('comes in with the signature of the one before, which stays good for what it signed', async () => {
    const [first, second] = [log.privateKey, generateSigningKey('test.example/log')];
    const [one, two] = [parseSigningKey(first), parseSigningKey(second)];
    expect(await seal({ given: first })).toBeNull();
    expect(await signers()).toEqual([one.id]);
    expect(await seal({ given: second })).toContain('not the one that signed so far');
    expect(await seal({ given: `${second} ${first}` })).toBeNull();
    expect(await signers()).toEqual([two.id, one.id]);
    expect(await seal({ given: `${second} ${first}` })).toBeNull();
    expect(await seal({ given: second })).toBeNull();
    expect(await signers()).toEqual([two.id]);
    expect(await onRecord()).toEqual([one.verifier, two.verifier]);
    // A worker that was forgotten.
    expect(await seal({ given: first })).toContain('was replaced by another since');
    expect(await seal({ given: second })).toBeNull();
    await expectWholeLog(dataSource, [one.verifier, two.verifier]);
    const notes = await dataSource.query<{ note: string }[]>(
      'SELECT note FROM ledger_checkpoint ORDER BY size',
    );
    const opens = (key: string) =>
      notes.map(({ note }) => {
        try {
          return openCheckpoint(note, [parseVerifierKey(key)]).checkpoint.size;
        } catch {
          return null;
        }
      });
    // Whoever trusted the first one has its word on the second.
    expect(opens(one.verifier).filter(Boolean)).toHaveLength(2);
    expect(opens(two.verifier).filter(Boolean)).toHaveLength(notes.length - 1);
  });

  it('does not come in under another name', async () => {
    expect(await seal({ given: log.privateKey })).toBeNull();
    const other = generateSigningKey('other.example/log');
    expect(await seal({ given: `${other} ${log.privateKey}` })).toContain('the name of a log never changes');
  });

  it('is made beside the one so far, in the file or to be given', async () => {
    const inFile = { folder: log.folder };
    await expect(rotateKey(dataSource, inFile, { lost: false })).rejects.toThrow('has not been signed yet');
    await seal({});
    const [before] = await onRecord();
    const rotated = await rotateKey(dataSource, inFile, { lost: false });
    expect(rotated.toBeGiven).toBeNull();
    expect((await stat(keyPath())).mode & 0o777).toBe(0o600);
    expect(await seal({})).toBeNull();
    expect(await signers()).toEqual(
      [rotated.verifier, before as string].map((key) => parseVerifierKey(key).id),
    );
    // Twice before anything is signed.
    await rotateKey(dataSource, inFile, { lost: false });
    const last = await rotateKey(dataSource, inFile, { lost: false });
    expect(await seal({})).toBeNull();
    expect(await onRecord()).toEqual([before, rotated.verifier, last.verifier]);

    const given = (await readFile(keyPath(), 'utf8')).split('\n')[0] as string;
    const next = await rotateKey(dataSource, { folder: log.folder, given }, { lost: false });
    expect(await seal({ given: next.toBeGiven as string })).toBeNull();
    expect((await onRecord()).at(-1)).toBe(next.verifier);
  });

  it('takes the place of one that is lost, where somebody says so', async () => {
    await seal({});
    await rm(keyPath());
    const source = { folder: log.folder };
    await expect(rotateKey(dataSource, source, { lost: false })).rejects.toThrow('with --lost');
    const { verifier } = await rotateKey(dataSource, source, { lost: true });
    expect(await seal({})).toBeNull();
    expect(await signers()).toEqual([parseVerifierKey(verifier).id]);
    await expectWholeLog(dataSource, await onRecord());
  });
});
