import type { EntityManager } from 'typeorm';
import { leafRecords, tileHashes, tileRoots } from '../persistence/repositories/ledger-tile.repository.js';
import type { TileReader } from '../ledger/tiles/tile-hashes.js';
import { TILE_WIDTH, type Tile } from '../ledger/tiles/tile.js';
import { leafHash } from '../ledger/tree/hashes.js';

/**
 * The tiles of the log as the tables have them: those of any tree that was signed, also partial ones. What is not there is answered too
 * short, which `hashesFromTiles` refuses.
 */
export const storedTiles = (manager: EntityManager): TileReader => ({
  readTiles: async (tiles) => {
    const read: Buffer[] = [];
    for (const tile of tiles) read.push(await storedTile(manager, tile));
    return read;
  },
});

/** Full tiles are kept; of others, what they are made of. */
async function storedTile(manager: EntityManager, { level, index, width }: Tile): Promise<Buffer> {
  if (width === TILE_WIDTH) return (await tileHashes(manager, level, index)) ?? Buffer.alloc(0);
  const from = index * TILE_WIDTH;
  const hashes =
    level === 0
      ? (await leafRecords(manager, from, from + width)).map(leafHash)
      : await tileRoots(manager, level - 1, from, from + width);
  return Buffer.concat(hashes);
}
