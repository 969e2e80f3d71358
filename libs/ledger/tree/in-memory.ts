import type { HashReader } from './prove.js';
import { completeRoot } from './subtrees.js';

/** Reads the hashes of a tree whose leaves are all in memory. */
export const readerOver = (leaves: readonly Uint8Array[]): HashReader => ({
  readHashes: async (nodes) =>
    nodes.map(({ level, index }) => completeRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
});
