import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { signNote } from '../../libs/ledger/notes/note.js';
import { generateSigningKey, parseSigningKey } from '../../libs/ledger/notes/signing-key.js';
import { OutsideVerifier } from '../support/outside-verifier.js';
import { ServedLog } from '../support/served-log.js';

let verifier: OutsideVerifier;
let folder: string;

beforeAll(async () => {
  [verifier, folder] = await Promise.all([OutsideVerifier.build(), mkdtemp(join(tmpdir(), 'luze-kept-'))]);
}, 240_000);
afterAll(() => Promise.all([verifier.remove(), rm(folder, { recursive: true })]));

const check = (log: ServedLog, since?: string) => verifier.check(log.url, [log.key.verifier], since);
const keep = async (note: string): Promise<string> => {
  const path = join(folder, 'checkpoint');
  await writeFile(path, note);
  return path;
};

describe('an outsider with tools of Go', () => {
  // A full tile at each level begins and ends somewhere among these.
  it.each([1, 2, 255, 256, 257, 1_000, 65_536, 70_000])('accepts a log of %d', async (size) => {
    const log = await ServedLog.start(size);
    expect(await check(log)).toBe(size);
    expect(await check(log, await keep(log.checkpoint()))).toBe(size);
    await log.stop();
  });
});

describe('an outsider with tools of Go refuses', () => {
  let log: ServedLog;
  beforeAll(async () => {
    log = await ServedLog.start(1_000);
  });
  afterAll(() => log.stop());

  const flip =
    (at: number) =>
    (body: Buffer): Buffer => {
      body[at] = (body[at] as number) ^ 1;
      return body;
    };
  /** One character of the first hash, which stands in base64. */
  const flipHash = (body: Buffer): Buffer => flip(body.indexOf('"', body.indexOf('[')) + 3)(body);

  it.each([
    ['a leaf that was changed in its tile', 'tile/0/000', flip(40), 'downloaded inconsistent tile'],
    ['a leaf that was changed at the end', 'tile/0/003.p/232', flip(0), 'downloaded inconsistent tile'],
    ['a tile above that was changed', 'tile/1/000.p/3', flip(95), 'downloaded inconsistent tile'],
    ['a tile that was cut', 'tile/0/001', (body: Buffer) => body.subarray(32), 'not as wide as its path'],
    ['a record that was changed', 'tile/entries/002', flip(2), 'record 512 is not what its leaf'],
    ['a record that is missing', 'tile/entries/002', (body: Buffer) => body.subarray(5), '255 records'],
    ['a checkpoint with another root', 'checkpoint', flip(25), 'invalid signature'],
    ['a proof of inclusion that was changed', 'proofs/inclusion/0', flipHash, 'inclusion of 0 in 1000'],
    [
      'a proof of consistency that was changed',
      'proofs/consistency?first=257&second=1000',
      flipHash,
      'consistency of 1000 with 257',
    ],
  ])('%s', async (_, path, change, says) => {
    expect(await log.tampered(path, change, () => check(log))).toContain(says);
    expect(await check(log)).toBe(1_000);
  });

  it('a checkpoint of a key that it was not given', async () => {
    const other = parseSigningKey(generateSigningKey(log.key.name));
    const forged = Buffer.from(log.checkpoint(other));
    expect(
      await log.tampered(
        'checkpoint',
        () => forged,
        () => check(log),
      ),
    ).toContain('no verifiable signatures');
  });

  it('a log that is shorter than a checkpoint that was kept', async () => {
    const longer = await ServedLog.start(1_001);
    const kept = await keep(longer.checkpoint(log.key));
    await longer.stop();
    expect(await check(log, kept)).toContain('404');
  });

  it('a log whose past is another than in a checkpoint that was kept', async () => {
    const kept = formatCheckpoint({ origin: log.key.name, size: 300, root: Buffer.alloc(32, 7) });
    expect(await check(log, await keep(signNote(kept, [log.key])))).toContain('consistency of 1000 with 300');
  });
});
