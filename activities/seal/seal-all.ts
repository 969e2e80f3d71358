import type { DataSource, EntityManager } from 'typeorm';
import { parseVerifierKey } from '../../libs/ledger/notes/verifier-key.js';
import { ledgerKeys } from '../../libs/persistence/repositories/ledger-checkpoint.repository.js';
import {
  noteFloor,
  raiseFloor,
  trySealingLock,
  unsealedEntries,
} from '../../libs/persistence/repositories/sealing.repository.js';
import type { CheckpointFolder } from '../../libs/sealing/checkpoint-folder.js';
import { openKeyring, type KeySource, type Keyring } from '../../libs/sealing/keyring.js';
import { openLog } from './open-log.js';
import { sealBatch } from './seal-batch.js';
import { signersOf } from './signers.js';
import { writeOut } from './write-out.js';

/** Entries in one transaction, and under one signature. */
export const BATCH = 4096;

export interface SealingParts {
  readonly dataSource: DataSource;
  readonly keys: KeySource;
  readonly checkpoints: CheckpointFolder;
  /** Called between batches. */
  readonly onBatch: () => void;
}

export interface SealedSoFar {
  readonly entries: number;
  /** Leaves of the log; null: somebody else is at work on it. */
  readonly size: number | null;
}

/**
 * Seals until nothing is left that was there before.
 *
 * @throws SealingRefused where nothing may be sealed
 */
export async function sealAll(parts: SealingParts): Promise<SealedSoFar> {
  let entries = 0;
  for (;;) {
    const pass = await sealPass(parts);
    entries += pass.entries;
    // What came while a few were sealed is for the next run; while many were, many came.
    if (pass.size === null || pass.entries < BATCH) return { entries, size: pass.size };
  }
}

/**
 * Seals what can be seen at the beginning, by ids. Not what comes meanwhile: its predecessor in the subject may have a lower id that came into
 * sight only after the pass had gone by.
 */
async function sealPass(parts: SealingParts): Promise<SealedSoFar> {
  const bounds = await underLock(parts.dataSource, noteFloor);
  if (bounds === null) return { entries: 0, size: null };
  let [entries, afterId] = [0, bounds.floor];
  for (;;) {
    const batch = await underLock(parts.dataSource, (manager) =>
      sealNext(manager, parts, { afterId, upToId: bounds.newest }),
    );
    if (batch === null) return { entries, size: null };
    await writeOut(parts.dataSource, parts.checkpoints);
    parts.onBatch();
    entries += batch.entries;
    afterId = batch.lastId;
    if (batch.entries < BATCH) {
      await raiseFloor(parts.dataSource.manager, bounds.nextFloor);
      return { entries, size: batch.size };
    }
  }
}

interface Batch {
  readonly entries: number;
  readonly size: number;
  readonly lastId: number;
}

async function sealNext(
  manager: EntityManager,
  { keys, checkpoints }: SealingParts,
  { afterId, upToId }: { readonly afterId: number; readonly upToId: number },
): Promise<Batch> {
  const recorded = await ledgerKeys(manager);
  const keyring = await openKeyring(keys, { isNew: recorded.length === 0 });
  const signers = signersOf(keyring, recorded);
  const outside = await checkpoints.latest();
  const tiles = await openLog(manager, { keys: verifiersOf(keyring, recorded), outside });
  const entries = await unsealedEntries(manager, { afterId, upToId, limit: BATCH });
  if (entries.length > 0) await sealBatch(manager, tiles, entries, signers);
  return { entries: entries.length, size: tiles.size, lastId: entries.at(-1)?.id ?? upToId };
}

const verifiersOf = ({ current, earlier }: Keyring, recorded: readonly string[]) =>
  [...new Set([...recorded, ...[current, ...earlier].map(({ verifier }) => verifier)])].map(parseVerifierKey);

const underLock = <T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T | null> =>
  dataSource.transaction(async (manager) => ((await trySealingLock(manager)) ? work(manager) : null));
