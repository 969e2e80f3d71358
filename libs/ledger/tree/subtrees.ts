import { EMPTY_ROOT, nodeHash } from './hashes.js';

/**
 * How a tree falls apart into complete subtrees, which never change once they are full. Sizes and indexes are numbers up to 2^53, so they
 * are divided and multiplied here: the bit operators of the language see 32 bits only.
 */

/** The root of a complete subtree: the leaves from `index * 2^level` up to the next multiple of `2^level`. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** Leaves from `start` up to `end`, without it, that form a subtree by the rules of RFC 6962. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** The largest power of two that is less than `size`, which is at least 2: where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The complete subtrees of a subtree, the largest and leftmost first: one for each bit of its size. */
export function nodesOf({ start, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = start; at < end;) {
    let level = 0;
    while (2 ** (level + 1) <= end - at) level++;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The root over complete subtrees that lie side by side, the largest first, as `nodesOf` names them. */
export const rootOf = (hashes: readonly Uint8Array[]): Buffer =>
  hashes.length === 0 ? EMPTY_ROOT : Buffer.from(hashes.reduceRight((right, left) => nodeHash(left, right)));

/** The root of one complete subtree over `2^n` hashes. */
export function completeRoot(hashes: readonly Uint8Array[]): Uint8Array {
  const [first, second] = hashes;
  if (first === undefined) throw new RangeError('a complete subtree has at least one hash');
  if (second === undefined) return first;
  const middle = hashes.length / 2;
  return nodeHash(completeRoot(hashes.slice(0, middle)), completeRoot(hashes.slice(middle)));
}
