import { nodeHash } from './hashes.js';
import { nodesOf, rootOf } from './subtrees.js';

/**
 * The root of a tree that grows leaf by leaf, in memory for one hash per bit of its size. What it keeps are the roots of the complete
 * subtrees at its right edge (known as a compact range).
 */
export class GrowingRoot {
  readonly #edge: Uint8Array[];
  #size: number;

  /**
   * @param size how many leaves there are already
   * @param edge the hashes of `nodesOf({ start: 0, end: size })`
   * @throws RangeError where that many hashes are not what the size has
   */
  constructor(size = 0, edge: readonly Uint8Array[] = []) {
    if (edge.length !== nodesOf({ start: 0, end: size }).length)
      throw new RangeError(`a tree of ${size} leaves does not end in ${edge.length} complete subtrees`);
    this.#size = size;
    this.#edge = [...edge];
  }

  get size(): number {
    return this.#size;
  }

  /** Adds the hash of the next leaf. */
  append(leaf: Uint8Array): void {
    let hash = leaf;
    // Each trailing 1 of the size is a complete subtree that the new one completes to the next larger.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2)
      hash = nodeHash(this.#edge.pop() as Uint8Array, hash);
    this.#edge.push(hash);
    this.#size++;
  }

  /** The root over all leaves so far (RFC 6962, section 2.1). */
  root(): Buffer {
    return rootOf(this.#edge);
  }
}
