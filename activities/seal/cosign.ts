import type { DataSource } from 'typeorm';
import { hashesFromTiles } from '../../libs/ledger/tiles/tile-hashes.js';
import { proveConsistency } from '../../libs/ledger/tree/prove.js';
import {
  addCosignature,
  cosignedSize,
  newestCheckpoint,
} from '../../libs/persistence/repositories/ledger-checkpoint.repository.js';
import { storedTiles } from '../../libs/sealing/stored-tiles.js';
import { askWitness, type Witness } from './witness.js';

/**
 * Has the last checkpoint signed by the witness, where it is not yet.
 *
 * @throws WitnessError where it did not
 */
export async function cosign({ manager }: DataSource, witness: Witness): Promise<void> {
  const newest = await newestCheckpoint(manager);
  const oldSize = await cosignedSize(manager, witness.key.text);
  if (newest === null || newest.size <= oldSize) return;
  const { size, note } = newest;
  const hashes = hashesFromTiles(size, storedTiles(manager));
  const line = await askWitness(witness, {
    size,
    note,
    oldSize,
    prove: (first) => proveConsistency(first, size, hashes),
  });
  await addCosignature(manager, { size, verifier: witness.key.text, line });
}
