import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { formatCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { signNote } from '../../libs/ledger/notes/note.js';
import { recordOf, SALT_BYTES, sealedText } from '../../libs/ledger/sealed.js';
import type { GrowingTiles } from '../../libs/ledger/tiles/growing-tiles.js';
import { tileRoot } from '../../libs/ledger/tiles/tile-hashes.js';
import { leafHash } from '../../libs/ledger/tree/hashes.js';
import type { LedgerEntryEntity } from '../../libs/persistence/entities/ledger-entry.entity.js';
import {
  addCheckpoint,
  addLedgerKey,
} from '../../libs/persistence/repositories/ledger-checkpoint.repository.js';
import { addTiles } from '../../libs/persistence/repositories/ledger-tile.repository.js';
import { addLeaves, type NewLeaf } from '../../libs/persistence/repositories/sealing.repository.js';
import type { Signers } from './signers.js';

/** After so many records whatever else this process has to do gets its turn. */
const RECORDS_AT_A_TIME = 128;

/**
 * Adds entries to the log and signs it; all of it or nothing, as the transaction ends.
 *
 * @param tiles the log so far; it grows
 * @param entries at least one, in the order of their ids
 */
export async function sealBatch(
  manager: EntityManager,
  tiles: GrowingTiles,
  entries: readonly LedgerEntryEntity[],
  { keys, isNew }: Signers,
): Promise<void> {
  const first = tiles.size;
  const leaves: NewLeaf[] = [];
  for (const entry of bySeqWithinSubjects(entries)) {
    const salt = randomBytes(SALT_BYTES);
    const record = recordOf(salt, sealedText(entry));
    leaves.push({ entryId: entry.id, salt, record });
    tiles.append(leafHash(record));
    if (leaves.length % RECORDS_AT_A_TIME === 0) await turn();
  }
  await addLeaves(manager, first, leaves);
  await addTiles(
    manager,
    tiles.takeFull().map((tile) => ({ ...tile, root: Buffer.from(tileRoot(tile.hashes)) })),
  );
  const [current] = keys;
  const [size, root] = [tiles.size, tiles.root()];
  const note = signNote(formatCheckpoint({ origin: current.name, size, root }), keys);
  if (isNew) await addLedgerKey(manager, current.verifier);
  await addCheckpoint(manager, { size, root, note });
}

/** Entries of one subject stay in the places that they take together, and stand there by `seq`. */
export function bySeqWithinSubjects<E extends { readonly subject: string; readonly seq: number }>(
  entries: readonly E[],
): E[] {
  const bySubject = new Map<string, E[]>();
  for (const entry of [...entries].sort((a, b) => b.seq - a.seq)) {
    const of = bySubject.get(entry.subject);
    if (of === undefined) bySubject.set(entry.subject, [entry]);
    else of.push(entry);
  }
  return entries.map(({ subject }) => bySubject.get(subject)?.pop() as E);
}
