import { nodesOf, rootOf } from '../tree/subtrees.js';
import { hashInTile, hashesIn, tileOf, tileRoot } from './tile-hashes.js';
import { TILE_WIDTH, partialTiles, type Tile } from './tile.js';

/** A full tile with its hashes: it never changes again. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Buffer;
}

/** The tiles of a tree that grows leaf by leaf. It keeps the partial tiles at the right edge, and hands out each one that is full. */
export class GrowingTiles {
  readonly #edge: Uint8Array[][] = [];
  #full: FullTile[] = [];
  #size: number;

  /**
   * @param size how many leaves there are already
   * @param partial the hashes of `partialTiles(size)`
   * @throws RangeError where they are not as wide as the size has it
   */
  constructor(size = 0, partial: readonly Uint8Array[] = []) {
    this.#size = size;
    partialTiles(size).forEach(({ level, width }, at) => {
      const hashes = hashesIn(partial[at] ?? Buffer.alloc(0));
      if (hashes.length !== width)
        throw new RangeError(`a tree of ${size} leaves ends in ${width} hashes at level ${level}`);
      this.#edge[level] = hashes;
    });
  }

  get size(): number {
    return this.#size;
  }

  /** Adds the hash of the next leaf. */
  append(leaf: Uint8Array): void {
    this.#size++;
    let hash = leaf;
    for (let level = 0; ; level++) {
      const hashes = (this.#edge[level] ??= []);
      hashes.push(hash);
      if (hashes.length < TILE_WIDTH) return;
      const data = Buffer.concat(hashes);
      this.#full.push({ level, index: this.#size / TILE_WIDTH ** (level + 1) - 1, hashes: data });
      this.#edge[level] = [];
      hash = tileRoot(data);
    }
  }

  /** The tiles that have become full since this was last asked, in the order in which they did. */
  takeFull(): FullTile[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** The partial tiles at the right edge. */
  partial(): (Tile & { readonly hashes: Buffer })[] {
    return partialTiles(this.#size).map((tile) => ({ ...tile, hashes: this.#hashes(tile.level) }));
  }

  /** The root over all leaves so far (RFC 6962, section 2.1). */
  root(): Buffer {
    const nodes = nodesOf({ start: 0, end: this.#size });
    return rootOf(nodes.map((node) => hashInTile(node, this.#hashes(tileOf(node, this.#size).level))));
  }

  #hashes(level: number): Buffer {
    return Buffer.concat(this.#edge[level] ?? []);
  }
}
