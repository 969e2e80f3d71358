import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { encodeBundle } from '../../../../libs/ledger/tiles/entries.js';
import { hashesFromTiles } from '../../../../libs/ledger/tiles/tile-hashes.js';
import {
  parseBundlePath,
  parseTilePath,
  TILE_WIDTH,
  widthIn,
  type Tile,
} from '../../../../libs/ledger/tiles/tile.js';
import { proveConsistency, proveInclusion, type HashReader } from '../../../../libs/ledger/tree/prove.js';
import {
  cosignatureLines,
  ledgerKeys,
  newestCheckpoint,
  type StoredCheckpoint,
} from '../../../../libs/persistence/repositories/ledger-checkpoint.repository.js';
import { leafRecords } from '../../../../libs/persistence/repositories/ledger-tile.repository.js';
import { storedTiles } from '../../../../libs/sealing/stored-tiles.js';
import { badRequest, notFound, Problem } from '../../common/problem/problem.js';
import type { ConsistencyResponse, InclusionResponse } from './dto/proof.response.dto.js';

/** The ledger as a log that anybody may read: it reveals how many entries there are, and nothing of them. */
@Injectable()
export class LogService {
  constructor(private readonly dataSource: DataSource) {}

  /** The verifier keys, one to a line, the current one first. */
  async keys(): Promise<string> {
    const keys = await ledgerKeys(this.dataSource.manager);
    if (keys.length === 0) throw notSealed();
    return keys
      .reverse()
      .map((key) => `${key}\n`)
      .join('');
  }

  /** The last checkpoint, with what witnesses signed of it. */
  async checkpoint(): Promise<string> {
    return this.signed(await this.newest());
  }

  /** A tile, or an entry bundle, by its path behind `tile/`. */
  async tile(path: string): Promise<Buffer> {
    const { size } = await this.newest();
    const bundle = parseBundlePath(`tile/${path}`);
    const tile = parseTilePath(`tile/${path}`);
    const place = bundle === null ? tile : { ...bundle, level: 0 };
    if (place === null || place.width > widthIn(size, place.level, place.index)) throw notFound('tile');
    if (bundle === null) return this.tileHashes(place);
    const first = bundle.index * TILE_WIDTH;
    return encodeBundle(await leafRecords(this.dataSource.manager, first, first + bundle.width));
  }

  /** The proof that the log of the last checkpoint has this leaf. */
  async inclusion(index: number): Promise<InclusionResponse> {
    const newest = await this.newest();
    if (index >= newest.size) throw notFound('leaf');
    const [record] = await leafRecords(this.dataSource.manager, index, index + 1);
    return {
      index,
      size: newest.size,
      record: base64(record as Buffer),
      hashes: (await proveInclusion(index, newest.size, this.hashes(newest.size))).map(base64),
      checkpoint: await this.signed(newest),
    };
  }

  /** The proof that the log went on from what it was. */
  async consistency(first: number, second?: number): Promise<ConsistencyResponse> {
    const { size } = await this.newest();
    const last = second ?? size;
    if (last > size) throw notFound(`tree: the log has ${size} leaves`);
    if (first > last)
      throw badRequest([{ pointer: '/query/first', detail: `must not be more than ${last} leaves` }]);
    const hashes = await proveConsistency(first, last, this.hashes(last));
    return { first, second: last, hashes: hashes.map(base64) };
  }

  private async newest(): Promise<StoredCheckpoint> {
    const newest = await newestCheckpoint(this.dataSource.manager);
    if (newest === null) throw notSealed();
    return newest;
  }

  private async signed({ size, note }: StoredCheckpoint): Promise<string> {
    const lines = await cosignatureLines(this.dataSource.manager, size);
    return note + lines.map((line) => `${line}\n`).join('');
  }

  private hashes(size: number): HashReader {
    return hashesFromTiles(size, storedTiles(this.dataSource.manager));
  }

  private async tileHashes(tile: Tile): Promise<Buffer> {
    const [data] = await storedTiles(this.dataSource.manager).readTiles([tile]);
    return Buffer.from(data as Uint8Array);
  }
}

/** Before the first sealing, and while a new instance makes its key. */
export const notSealed = (): Problem =>
  new Problem(404, 'not-sealed-yet', 'Nothing has been sealed yet: ask again in a minute.');

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
