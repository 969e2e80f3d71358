import type { EntityManager } from 'typeorm';
import { openCheckpoint, type Checkpoint } from '../../libs/ledger/notes/checkpoint.js';
import { NoteError } from '../../libs/ledger/notes/note.js';
import type { VerifierKey } from '../../libs/ledger/notes/verifier-key.js';
import { GrowingTiles } from '../../libs/ledger/tiles/growing-tiles.js';
import { hashesFromTiles } from '../../libs/ledger/tiles/tile-hashes.js';
import { partialTiles } from '../../libs/ledger/tiles/tile.js';
import { sameHash } from '../../libs/ledger/tree/hashes.js';
import { treeRoot } from '../../libs/ledger/tree/prove.js';
import {
  newestCheckpoint,
  type StoredCheckpoint,
} from '../../libs/persistence/repositories/ledger-checkpoint.repository.js';
import { leafCount } from '../../libs/persistence/repositories/ledger-tile.repository.js';
import { SealingRefused } from '../../libs/sealing/refused.js';
import { storedTiles } from '../../libs/sealing/stored-tiles.js';

const DAMAGED =
  'Nothing is sealed until somebody has looked: put back a whole copy of the database, the newest there is';

/** What a log is compared with before it grows. */
export interface Promises {
  /** Keys that may have signed its checkpoints. */
  readonly keys: readonly VerifierKey[];
  /** The last checkpoint outside the database, a signed note; null where there is none. */
  readonly outside: string | null;
}

/**
 * Opens the log where it ends, to go on from there: it has to be the one that was signed last, in the database and outside.
 *
 * @throws SealingRefused where it is another one, or a part of it is missing
 */
export async function openLog(manager: EntityManager, promises: Promises): Promise<GrowingTiles> {
  const newest = await newestCheckpoint(manager);
  const size = newest?.size ?? 0;
  const tiles = await readEdge(manager, size);
  if (newest !== null && !isSignedAs(newest, promises.keys, tiles.root()))
    throw new SealingRefused(`the log in the database is not the one that was signed last. ${DAMAGED}.`);
  await goesOnFromOutside(manager, tiles, promises);
  return tiles;
}

async function readEdge(manager: EntityManager, size: number): Promise<GrowingTiles> {
  const leaves = await leafCount(manager);
  if (leaves !== size)
    throw new SealingRefused(`${size} leaves of the log are signed, and ${leaves} are there. ${DAMAGED}.`);
  return refuseGaps(async () => {
    const partial = await storedTiles(manager).readTiles(partialTiles(size));
    return new GrowingTiles(size, partial);
  });
}

function isSignedAs(
  { size, root, note }: StoredCheckpoint,
  keys: readonly VerifierKey[],
  actual: Buffer,
): boolean {
  const signed = read(note, keys);
  return signed?.size === size && sameHash(signed.root, root) && sameHash(root, actual);
}

/** A database that was put back from an older copy must not sign a second future of the same log. */
async function goesOnFromOutside(
  manager: EntityManager,
  tiles: GrowingTiles,
  { keys, outside }: Promises,
): Promise<void> {
  if (outside === null) return;
  const signed = read(outside, keys);
  if (signed === null)
    throw new SealingRefused(
      'ledger/checkpoints/latest in the data folder is not a checkpoint of this log. Where the folder belongs to another ' +
        'instance, give this one its own; otherwise put back what was there.',
    );
  if (signed.size > tiles.size)
    throw new SealingRefused(
      `the log in the database has ${tiles.size} leaves, and ${signed.size} were signed before: it is an older copy. Put back the ` +
        'newest. Where it is lost, move ledger/checkpoints in the data folder elsewhere and keep it: entries are lost, and whoever ' +
        'kept a later checkpoint will see that.',
    );
  const root = await rootAt(manager, tiles, signed.size);
  if (!sameHash(root, signed.root))
    throw new SealingRefused(
      `the first ${signed.size} leaves of the log are not those that were signed before. ${DAMAGED}.`,
    );
}

const rootAt = (manager: EntityManager, tiles: GrowingTiles, size: number): Promise<Uint8Array> =>
  refuseGaps(async () =>
    size === tiles.size ? tiles.root() : treeRoot(size, hashesFromTiles(size, storedTiles(manager))),
  );

function read(note: string, keys: readonly VerifierKey[]): Checkpoint | null {
  try {
    return openCheckpoint(note, keys).checkpoint;
  } catch (error) {
    if (error instanceof NoteError) return null;
    throw error;
  }
}

async function refuseGaps<T>(reading: () => Promise<T>): Promise<T> {
  try {
    return await reading();
  } catch (error) {
    if (error instanceof RangeError)
      throw new SealingRefused(`a part of the log is missing: ${error.message}. ${DAMAGED}.`);
    throw error;
  }
}
