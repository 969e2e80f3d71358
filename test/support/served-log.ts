import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { formatCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { signNote } from '../../libs/ledger/notes/note.js';
import { generateSigningKey, parseSigningKey } from '../../libs/ledger/notes/signing-key.js';
import { encodeBundle } from '../../libs/ledger/tiles/entries.js';
import { GrowingTiles } from '../../libs/ledger/tiles/growing-tiles.js';
import { hashesFromTiles } from '../../libs/ledger/tiles/tile-hashes.js';
import { bundlePath, TILE_WIDTH, tilePath } from '../../libs/ledger/tiles/tile.js';
import { leafHash } from '../../libs/ledger/tree/hashes.js';
import { proveConsistency, proveInclusion } from '../../libs/ledger/tree/prove.js';

/** A log of records `0`, `1`, `2`... in memory, served over HTTP. What it serves can be tampered with by path. */
export class ServedLog {
  readonly key = parseSigningKey(generateSigningKey('court.example/log'));
  readonly #files = new Map<string, Buffer>();
  readonly #server: Server;
  readonly #root: Buffer;

  private constructor(readonly size: number) {
    const records = Array.from({ length: size }, (_, at) => Buffer.from(String(at)));
    const tiles = new GrowingTiles();
    for (const record of records) tiles.append(leafHash(record));
    for (const tile of tiles.takeFull())
      this.#files.set(tilePath({ ...tile, width: TILE_WIDTH }), tile.hashes);
    for (const tile of tiles.partial()) this.#files.set(tilePath(tile), tile.hashes);
    for (let first = 0; first < size; first += TILE_WIDTH) {
      const bundle = records.slice(first, first + TILE_WIDTH);
      const path = bundlePath({ index: first / TILE_WIDTH, width: bundle.length });
      this.#files.set(path, encodeBundle(bundle));
    }
    this.#root = tiles.root();
    this.#files.set('checkpoint', Buffer.from(this.checkpoint()));
    this.#server = createServer((request, response) => {
      void this.#answer(request.url ?? '').then((body) => {
        response.statusCode = body === undefined ? 404 : 200;
        response.end(body);
      });
    });
  }

  static async start(size: number): Promise<ServedLog> {
    const log = new ServedLog(size);
    log.#server.listen(0, '127.0.0.1');
    await once(log.#server, 'listening');
    return log;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The signed checkpoint. */
  checkpoint(key = this.key): string {
    return signNote(formatCheckpoint({ origin: key.name, size: this.size, root: this.#root }), [key]);
  }

  /** Changes what is served under a path while `during` runs. */
  async tampered<T>(path: string, change: (body: Buffer) => Buffer, during: () => Promise<T>): Promise<T> {
    const before = this.#files.get(path);
    this.#files.set(path, change(Buffer.from((await this.#answer(`/${path}`)) as Buffer)));
    try {
      return await during();
    } finally {
      if (before === undefined) this.#files.delete(path);
      else this.#files.set(path, before);
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(url: string): Promise<Buffer | undefined> {
    const path = url.slice(1);
    return this.#files.get(path) ?? (await this.#proof(path));
  }

  async #proof(path: string): Promise<Buffer | undefined> {
    const reader = hashesFromTiles(this.size, {
      readTiles: async (tiles) => tiles.map((tile) => this.#files.get(tilePath(tile)) as Buffer),
    });
    const [, index, first, second] =
      /^proofs\/(?:inclusion\/(\d+)|consistency\?first=(\d+)&second=(\d+))$/.exec(path) ?? [];
    if (index === undefined && first === undefined) return undefined;
    if (Number(first) > this.size) return undefined;
    const hashes =
      index === undefined
        ? await proveConsistency(Number(first), Number(second), reader)
        : await proveInclusion(Number(index), this.size, reader);
    return Buffer.from(
      JSON.stringify({ hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')) }),
    );
  }
}
