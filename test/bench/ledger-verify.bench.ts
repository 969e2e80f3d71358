import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGunzip, createGzip } from 'node:zlib';
import { BundleWriter } from '../../libs/ledger/bundle/bundle-writer.js';
import { formatCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { signNote } from '../../libs/ledger/notes/note.js';
import { GrowingRoot } from '../../libs/ledger/tree/growing-root.js';
import { leafHash } from '../../libs/ledger/tree/hashes.js';
import { headerOf, inventedLeaf, newKey, ORIGIN } from '../support/ledger/bundled-log.js';

const ENTRIES = Number(process.env.LUZE_BENCH_ENTRIES ?? 200_000);
const SUBJECTS = Math.ceil(ENTRIES / 10);
/** As exports have it. */
const LEAVES_BETWEEN_CHECKPOINTS = 64;
const LUZE = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
/** Tells the most memory that the process ever held. */
const TELL_MEMORY =
  'data:text/javascript,process.on("exit",()=>console.error("maxRSS",process.resourceUsage().maxRSS))';

const key = newKey();
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luze-bench-'));
  file = join(folder, 'log.jsonl.gz');
  await pipeline(
    Readable.from(lines(), { objectMode: false }),
    createGzip({ level: 1 }),
    createWriteStream(file),
  );
  await writeFile(join(folder, 'key'), key.verifier);
}, 600_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

it(`verifies ${ENTRIES} entries`, async () => {
  const { contentBytes, hashSeconds } = await bareHash();
  const empty = await luze(['verify', '--help']);
  const { seconds, maxRssMiB, output } = await luze(['verify', file, '--key', join(folder, 'key')]);
  expect(output).toContain(`all ${ENTRIES} leaves, in their order, lead to the root that was signed`);
  const perMinute = Math.round((ENTRIES / seconds) * 60);
  const result = {
    bench: 'ledger-verify',
    entries: ENTRIES,
    subjects: SUBJECTS,
    fileBytes: (await stat(file)).size,
    contentBytes,
    verifySeconds: round(seconds),
    entriesPerMinute: perMinute,
    bareSha256Seconds: round(hashSeconds),
    ratioToBareSha256: round(hashSeconds / seconds),
    maxRssMiB,
    maxRssMiBOfNothing: empty.maxRssMiB,
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  expect(perMinute).toBeGreaterThan(1_000_000);
}, 600_000);

/** A log as an export writes it, made while it is written. */
function* lines(): Generator<string> {
  const root = new GrowingRoot();
  for (let at = 0; at < ENTRIES; at++) root.append(leafHash(inventedLeaf(at, SUBJECTS).record));
  const writer = new BundleWriter();
  yield writer.header(headerOf(checkpoint(root), key));
  const growing = new GrowingRoot();
  for (let at = 0; at < ENTRIES; at++) {
    const leaf = inventedLeaf(at, SUBJECTS);
    growing.append(leafHash(leaf.record));
    yield writer.leaf(leaf);
    if ((at + 1) % LEAVES_BETWEEN_CHECKPOINTS === 0) yield writer.checkpoint(checkpoint(growing));
  }
  yield writer.end();
}

const checkpoint = (root: GrowingRoot): string =>
  signNote(formatCheckpoint({ origin: ORIGIN, size: root.size, root: root.root() }), [key]);

/** SHA-256 of the same bytes and nothing else: not the unpacking, which is not counted. */
async function bareHash(): Promise<{ contentBytes: number; hashSeconds: number }> {
  const hash = createHash('sha256');
  let [contentBytes, nanoseconds] = [0, 0n];
  for await (const piece of createReadStream(file).pipe(createGunzip({ chunkSize: 256 * 1024 }))) {
    const from = process.hrtime.bigint();
    hash.update(piece as Buffer);
    nanoseconds += process.hrtime.bigint() - from;
    contentBytes += (piece as Buffer).length;
  }
  return { contentBytes, hashSeconds: Number(nanoseconds) / 1e9 };
}

/** The command as it is run, on one core. */
async function luze(args: string[]): Promise<{ seconds: number; maxRssMiB: number; output: string }> {
  const fromMs = Date.now();
  const child = spawn(process.execPath, ['--import', TELL_MEMORY, LUZE, ...args]);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child, 'close');
  const maxRssMiB = Math.round(Number(/maxRSS (\d+)/.exec(output)?.[1]) / 1024);
  return { seconds: (Date.now() - fromMs) / 1000, maxRssMiB, output };
}

const round = (value: number): number => Math.round(value * 100) / 100;
