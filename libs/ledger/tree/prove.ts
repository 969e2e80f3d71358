import { consistencyRanges, inclusionRanges, listedRanges } from './proof-ranges.js';
import { nodesOf, rootOf, type LeafRange, type TreeNode } from './subtrees.js';

/** Where the hashes of complete subtrees are read: in memory, from tiles, from a table. */
export interface HashReader {
  /** The hash of each node asked for, in this order. */
  readHashes(nodes: readonly TreeNode[]): Promise<readonly Uint8Array[]>;
}

/** The root of the tree's first `size` leaves. */
export async function treeRoot(size: number, reader: HashReader): Promise<Buffer> {
  return rootOf(await reader.readHashes(nodesOf({ start: 0, end: size })));
}

/**
 * The proof that the tree of `size` leaves holds the leaf `index` (RFC 6962, section 2.1.1).
 *
 * @throws RangeError where it has no such leaf
 */
export const proveInclusion = (index: number, size: number, reader: HashReader): Promise<Uint8Array[]> =>
  rangeHashes(inclusionRanges(index, size), reader);

/**
 * The proof that the tree of `second` leaves begins with the tree of `first` leaves (RFC 6962, section 2.1.2). Empty for `first` 0.
 *
 * @throws RangeError where the first tree is the larger
 */
export const proveConsistency = async (
  first: number,
  second: number,
  reader: HashReader,
): Promise<Uint8Array[]> =>
  first === 0 ? [] : rangeHashes(listedRanges(consistencyRanges(first, second)), reader);

/** The root of each range, all read at once. */
async function rangeHashes(ranges: readonly LeafRange[], reader: HashReader): Promise<Uint8Array[]> {
  const nodes = ranges.map(nodesOf);
  const hashes = [...(await reader.readHashes(nodes.flat()))];
  return nodes.map((part) => rootOf(hashes.splice(0, part.length)));
}
