import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Response } from 'supertest';
import { whyNoGo } from '../../apps/cli/test/go.js';
import { openCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { parseVerifierKey } from '../../libs/ledger/notes/verifier-key.js';
import { recordOf } from '../../libs/ledger/sealed.js';
import { decodeBundle } from '../../libs/ledger/tiles/entries.js';
import { hashesFromTiles, hashesIn } from '../../libs/ledger/tiles/tile-hashes.js';
import { tilePath } from '../../libs/ledger/tiles/tile.js';
import { leafHash } from '../../libs/ledger/tree/hashes.js';
import { treeRoot } from '../../libs/ledger/tree/prove.js';
import { provesConsistency, provesInclusion, type Tree } from '../../libs/ledger/tree/verify.js';
import { BASE, startTestApi, type TestApi } from '../support/api.js';
import { OutsideVerifier } from '../support/outside-verifier.js';
import { appendTo, TestLog } from '../support/sealing.js';

let api: TestApi;
let log: TestLog;
let kept: string;

const append = (subject: string, seq: number, count: number): Promise<void> =>
  appendTo(api.dataSource, subject, seq, count);

const get = (path: string, officer: string | null = null) => api.send(officer, 'get', `/ledger/${path}`);
const bytes = async (path: string): Promise<Buffer> => {
  const { status, body } = await get(path)
    .buffer()
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  expect(status).toBe(200);
  return body as Buffer;
};
const signed = async (): Promise<Tree> =>
  openCheckpoint((await get('checkpoint').expect(200)).text, [parseVerifierKey(log.verifierKey)]).checkpoint;
const fromBase64 = (hashes: readonly string[]): Buffer[] => hashes.map((hash) => Buffer.from(hash, 'base64'));
const codeOf = ({ status, body }: Response) => [status, (body as { code?: string }).code];

beforeAll(async () => {
  [api, log] = await Promise.all([startTestApi(), TestLog.create('court.example/ledger')]);
}, 60_000);
afterAll(() => Promise.all([api.close(), log.remove()]));

describe('the ledger as a log, before anything is sealed', () => {
  it.each(['key', 'checkpoint', 'tile/0/000.p/1', 'proofs/inclusion/0', 'proofs/consistency?first=0'])(
    'has no %s',
    async (path) => {
      expect(codeOf(await get(path))).toEqual([404, 'not-sealed-yet']);
    },
  );
});

describe('the ledger as a log', () => {
  beforeAll(async () => {
    await append('calendar/one', 0, 300);
    await log.seal(api.dataSource);
    kept = (await get('checkpoint')).text;
    await append('calendar/two', 0, 300);
    await log.seal(api.dataSource);
  });

  it('names its key, and signs its checkpoint with it', async () => {
    const key = await get('key').expect(200);
    expect(key.text).toBe(`${log.verifierKey}\n`);
    const checkpoint = await get('checkpoint').expect(200);
    for (const { headers } of [key, checkpoint]) {
      expect(headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(headers['cache-control']).toBe('public, max-age=5');
    }
    expect((await signed()).size).toBeGreaterThan(600);
  });

  it('has tiles that hash to its root, and records that its leaves are hashes of', async () => {
    const { size, root } = await signed();
    const reader = hashesFromTiles(size, {
      readTiles: (tiles) => Promise.all(tiles.map((tile) => bytes(tilePath(tile)))),
    });
    expect((await treeRoot(size, reader)).equals(root)).toBe(true);
    for (const place of ['000', '001', `002.p/${size - 512}`]) {
      const records = decodeBundle(await bytes(`tile/entries/${place}`));
      expect(records.map(leafHash)).toEqual(hashesIn(await bytes(`tile/0/${place}`)));
    }
    const tile = await get('tile/0/000').expect(200);
    expect(tile.headers['content-type']).toBe('application/octet-stream');
    expect(tile.headers['content-length']).toBe('8192');
    expect(tile.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('still serves what a smaller tree ended in', async () => {
    const part = await bytes('tile/0/001.p/44');
    expect((await bytes('tile/0/001')).subarray(0, 44 * 32).equals(part)).toBe(true);
  });

  it.each([
    'tile/0/003',
    'tile/0/002',
    'tile/0/002.p/255',
    'tile/1/000.p/3',
    'tile/2/000.p/1',
    'tile/entries/900',
  ])('has no %s, and lets nobody remember that', async (path) => {
    const answer = await get(path);
    expect(codeOf(answer)).toEqual([404, 'not-found']);
    expect(answer.headers['cache-control'] ?? '').not.toContain('immutable');
  });

  it.each([
    'tile/0/0',
    'tile/-1/000',
    'tile/0',
    'tile/data/000',
    'tile/0/000.p/0',
    'tile/0/x1/000',
    'tile/0/%00',
  ])('refuses %s as no path', async (path) => {
    expect((await get(path)).status).toBe(400);
  });

  it.each(['tile/0/x000/001', 'tile/0/000.p/256', 'tile/64/000', 'tile/07/000'])(
    'has no second name %s for a tile',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('proves that records stand in it', async () => {
    const { size } = await signed();
    for (const index of [0, 255, 256, 511, size - 1]) {
      const { body } = await get(`proofs/inclusion/${index}`).expect(200);
      const tree = openCheckpoint(body.checkpoint, [parseVerifierKey(log.verifierKey)]).checkpoint;
      const leaf = leafHash(Buffer.from(body.record, 'base64'));
      expect(body).toMatchObject({ index, size: tree.size });
      expect(provesInclusion(tree, index, leaf, fromBase64(body.hashes))).toBe(true);
    }
    expect(codeOf(await get(`proofs/inclusion/${size}`))).toEqual([404, 'not-found']);
    expect((await get('proofs/inclusion/-1')).status).toBe(400);
  });

  it('proves that it went on from a checkpoint that was kept', async () => {
    const old = openCheckpoint(kept, [parseVerifierKey(log.verifierKey)]).checkpoint;
    const now = await signed();
    const { body } = await get(`proofs/consistency?first=${old.size}`).expect(200);
    expect(body).toMatchObject({ first: old.size, second: now.size });
    expect(provesConsistency(old, now, fromBase64(body.hashes))).toBe(true);
    expect((await get('proofs/consistency?first=7&second=7').expect(200)).body.hashes).toEqual([]);
    expect(codeOf(await get(`proofs/consistency?first=1&second=${now.size + 1}`))).toEqual([
      404,
      'not-found',
    ]);
    const backwards = await get('proofs/consistency?first=8&second=7');
    expect(backwards.status).toBe(400);
    expect(backwards.body.errors).toMatchObject([{ pointer: '/query/first' }]);
  });

  const proofOf = (officer: string | null, entry: string) =>
    get(`proofs/inclusion?entry=${encodeURIComponent(entry)}`, officer);

  it('proves an entry to whoever may see it, with what its record was made of', async () => {
    const { body } = await proofOf('auditor', 'calendar/one#3').expect(200);
    expect(JSON.parse(body.text)).toMatchObject({ subject: 'calendar/one', seq: 3 });
    expect(recordOf(Buffer.from(body.salt, 'base64'), body.text).toString('base64')).toBe(body.record);
    const leaf = leafHash(Buffer.from(body.record, 'base64'));
    expect(provesInclusion(await signed(), body.index, leaf, fromBase64(body.hashes))).toBe(true);
    const looks = (await get('entries?subject=looks/auditor', 'auditor').expect(200)).body.items;
    expect(looks).toMatchObject([{ body: { what: 'ledger-proof', by: { entry: 'calendar/one#3' } } }]);
  });

  it('proves an entry to nobody else', async () => {
    expect((await proofOf(null, 'calendar/one#3')).status).toBe(401);
    expect(codeOf(await proofOf('head', 'calendar/one#3'))).toEqual([404, 'not-found']);
    expect(codeOf(await proofOf('auditor', 'calendar/one#301'))).toEqual([404, 'not-found']);
    expect((await proofOf('auditor', 'calendar/one')).status).toBe(400);
  });

  it('says of an entry that is too new that it is not sealed yet', async () => {
    await append('calendar/three', 0, 1);
    expect(codeOf(await proofOf('auditor', 'calendar/three#1'))).toEqual([404, 'not-sealed-yet']);
  });

  it('proves a record whose salt an erasure destroyed', async () => {
    await api.dataSource.query(
      `DELETE FROM ledger_salt WHERE entry_id = (SELECT id FROM ledger_entry WHERE subject = 'calendar/one' AND seq = 9)`,
    );
    const { body } = await proofOf('auditor', 'calendar/one#9').expect(200);
    expect(body.salt).toBeNull();
    const leaf = leafHash(Buffer.from(body.record, 'base64'));
    expect(provesInclusion(await signed(), body.index, leaf, fromBase64(body.hashes))).toBe(true);
  });

  (whyNoGo() === null ? it : it.skip)(
    'is accepted by an outsider with tools of Go',
    async () => {
      const [verifier, folder] = await Promise.all([
        OutsideVerifier.build(),
        mkdtemp(join(tmpdir(), 'luze-kept-')),
      ]);
      await writeFile(join(folder, 'checkpoint'), kept);
      const { port } = api.app.getHttpServer().address() as AddressInfo;
      const url = `http://127.0.0.1:${port}${BASE}/ledger`;
      const { size } = await signed();
      expect(await verifier.check(url, [log.verifierKey], join(folder, 'checkpoint'))).toBe(size);
      await Promise.all([verifier.remove(), rm(folder, { recursive: true })]);
    },
    120_000,
  );
});
