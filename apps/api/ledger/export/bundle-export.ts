import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { BundleHeader, BundleLeaf } from '../../../../libs/ledger/bundle/bundle-format.js';
import { BundleWriter } from '../../../../libs/ledger/bundle/bundle-writer.js';
import { hashesFromTiles } from '../../../../libs/ledger/tiles/tile-hashes.js';
import {
  cosignatureLines,
  ledgerKeys,
  newestCheckpoint,
} from '../../../../libs/persistence/repositories/ledger-checkpoint.repository.js';
import {
  checkpointsBetween,
  sealedUpTo,
} from '../../../../libs/persistence/repositories/ledger-export.repository.js';
import { storedTiles } from '../../../../libs/sealing/stored-tiles.js';
import type { Caller } from '../../auth/caller.js';
import type { EntryFilter } from '../dto/entry.dto.js';
import { filterEntries } from '../filter-entries.js';
import { notSealed } from '../log/log.service.js';
import { visibleEntries } from '../visible-entries.js';
import { cachedTiles } from './cached-tiles.js';
import { selection, wholeLog, type Entries } from './exported-leaves.js';

/** Between its leaves a bundle tells what was signed before, so that whoever finds something off also finds where. */
const LEAVES_BETWEEN_CHECKPOINTS = 64;

/** The ledger as a bundle that whoever has it can verify by themselves. */
@Injectable()
export class BundleExport {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * What the caller may see of the log up to its last checkpoint: the entries that are asked for, each with a proof; where nothing is asked
   * for, all leaves, those of other entries bare.
   *
   * @throws Problem 404 as long as nothing is sealed
   */
  async open(caller: Caller, asked: EntryFilter): Promise<Readable> {
    const { manager } = this.dataSource;
    // Before the checkpoint: what is sealed meanwhile counts as later.
    const sealed = await sealedUpTo(manager);
    const checkpoint = await newestCheckpoint(manager);
    if (checkpoint === null) throw notSealed();
    const { size, note } = checkpoint;
    const chosen: Entries = () => filterEntries(visibleEntries(manager, caller), asked, caller);
    const filters = Object.entries(asked).filter(([, value]) => value !== undefined);
    const isWhole = filters.length === 0;
    const header = {
      exportedAt: caller.at,
      keys: (await ledgerKeys(manager)).reverse(),
      checkpoint: [note, ...(await cosignatureLines(manager, size)).map((line) => `${line}\n`)].join(''),
      selection: isWhole ? null : (Object.fromEntries(filters) as Record<string, string>),
      later: await countLater(chosen, sealed, size),
    };
    const lines = isWhole
      ? withCheckpoints(manager, header, size, wholeLog(manager, chosen, size))
      : plain(header, selection(chosen, size, hashesFromTiles(size, cachedTiles(storedTiles(manager)))));
    const gzip = createGzip();
    // An error ends the answer early, which whoever reads it sees; one who goes away ends the reading.
    pipeline(Readable.from(lines, { objectMode: false }), gzip, () => undefined);
    return gzip;
  }
}

type Header = Omit<BundleHeader, 'bundle' | 'version'>;

async function* plain(header: Header, pages: AsyncIterable<BundleLeaf[]>): AsyncGenerator<string> {
  const writer = new BundleWriter();
  yield writer.header(header);
  for await (const page of pages) yield page.map((leaf) => writer.leaf(leaf)).join('');
  yield writer.end();
}

async function* withCheckpoints(
  manager: EntityManager,
  header: Header,
  size: number,
  pages: AsyncIterable<BundleLeaf[]>,
): AsyncGenerator<string> {
  const writer = new BundleWriter();
  yield writer.header(header);
  let from = 0;
  for await (const page of pages) {
    const to = (page.at(-1)?.index ?? from - 1) + 1;
    const every = LEAVES_BETWEEN_CHECKPOINTS;
    const notes = new Map(
      (await checkpointsBetween(manager, { from, to, every })).map((one) => [one.size, one.note]),
    );
    let text = '';
    for (const leaf of page) {
      text += writer.leaf(leaf);
      const note = leaf.index + 1 < size ? notes.get(leaf.index + 1) : undefined;
      if (note !== undefined) text += writer.checkpoint(note);
    }
    yield text;
    from = to;
  }
  yield writer.end();
}

/** How many of the chosen entries have no place in the log of `size` leaves. */
const countLater = (chosen: Entries, sealedUpToId: number, size: number): Promise<number> =>
  chosen()
    .andWhere('entry.id > :sealedUpToId', { sealedUpToId })
    .andWhere(
      'NOT EXISTS (SELECT FROM ledger_leaf leaf WHERE leaf.entry_id = entry.id AND leaf.index < :size)',
      { size },
    )
    .getCount();
