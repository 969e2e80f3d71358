import { HASH_BYTES } from '../tree/hashes.js';
import type { HashReader } from '../tree/prove.js';
import { completeRoot, type TreeNode } from '../tree/subtrees.js';
import { TILE_HEIGHT, TILE_WIDTH, tileIn, tilePath, type Tile } from './tile.js';

/** Where tiles are read: from a table, a folder, a server. */
export interface TileReader {
  /** The hashes of each tile asked for, one after the other, in this order. */
  readTiles(tiles: readonly Tile[]): Promise<readonly Uint8Array[]>;
}

/** The hashes that stand one after the other in a tile. */
export const hashesIn = (data: Uint8Array): Uint8Array[] =>
  Array.from({ length: data.length / HASH_BYTES }, (_, at) => hashAt(data, at));

/** The root of a full tile: what the tile above holds of it. */
export const tileRoot = (data: Uint8Array): Uint8Array => completeRoot(hashesIn(data));

/** The tile in whose hashes that of a node stands, or is computed from; as wide as it is in a tree of `size` leaves. */
export function tileOf({ level, index }: TreeNode, size: number): Tile {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const span = 2 ** (level % TILE_HEIGHT);
  const tile = tileIn(size, tileLevel, Math.floor((index * span) / TILE_WIDTH));
  if (tile === null || (index + 1) * 2 ** level > size)
    throw new RangeError(`a tree of ${size} leaves has no node ${index} at level ${level}`);
  return tile;
}

/** The hash of a node, from the tile that `tileOf` names, or from a wider one of the same place. */
export function hashInTile({ level, index }: TreeNode, data: Uint8Array): Uint8Array {
  const span = 2 ** (level % TILE_HEIGHT);
  const from = (index * span) % TILE_WIDTH;
  return completeRoot(Array.from({ length: span }, (_, at) => hashAt(data, from + at)));
}

/**
 * The tiles that some nodes of a tree of `size` leaves need, each once.
 *
 * @throws RangeError for a node that the tree does not have
 */
const tilesFor = (nodes: readonly TreeNode[], size: number): Tile[] => [
  ...new Map(nodes.map((node) => tileOf(node, size)).map((tile) => [tilePath(tile), tile])).values(),
];

/** Reads the hashes of a tree of `size` leaves from its tiles. What it answers is as true as they are: the root tells. */
export function hashesFromTiles(size: number, reader: TileReader): HashReader {
  return {
    readHashes: async (nodes) => {
      const tiles = tilesFor(nodes, size);
      const data = await reader.readTiles(tiles);
      const byPath = new Map(tiles.map((tile, at) => [tilePath(tile), complete(tile, data[at])]));
      return nodes.map((node) => hashInTile(node, byPath.get(tilePath(tileOf(node, size))) as Uint8Array));
    },
  };
}

const hashAt = (data: Uint8Array, at: number): Uint8Array =>
  data.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);

function complete(tile: Tile, data: Uint8Array | undefined): Uint8Array {
  if (data?.length !== tile.width * HASH_BYTES)
    throw new RangeError(`${tilePath(tile)} does not hold ${tile.width} hashes`);
  return data;
}
