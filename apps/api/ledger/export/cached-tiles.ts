import { LRUCache } from 'lru-cache';
import type { TileReader } from '../../../../libs/ledger/tiles/tile-hashes.js';
import { tilePath } from '../../../../libs/ledger/tiles/tile.js';

/** Enough for the path from a leaf to the root of the largest log; 8 KiB each. */
const KEPT = 32;

/** Reads each tile once as long as leaves side by side are proved: their paths share almost all of them. */
export function cachedTiles(reader: TileReader): TileReader {
  const kept = new LRUCache<string, Uint8Array>({ max: KEPT });
  return {
    readTiles: async (tiles) => {
      const hashes: Uint8Array[] = [];
      for (const tile of tiles) {
        const path = tilePath(tile);
        const [data] = kept.has(path) ? [kept.get(path)] : await reader.readTiles([tile]);
        kept.set(path, data as Uint8Array);
        hashes.push(data as Uint8Array);
      }
      return hashes;
    },
  };
}
