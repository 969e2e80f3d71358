import { EMPTY_ROOT, HASH_BYTES, nodeHash, sameHash } from './hashes.js';
import { consistencyRanges, inclusionRanges } from './proof-ranges.js';
import type { LeafRange } from './subtrees.js';

/** The root of a tree of `size` leaves. */
export interface Tree {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the proof shows that the tree holds this leaf hash at this index (RFC 6962, section 2.1.1). */
export function provesInclusion(
  tree: Tree,
  index: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (index >= tree.size) return false;
  const siblings = paired(inclusionRanges(index, tree.size), proof);
  if (siblings === null) return false;
  let root = leaf;
  for (const [{ start }, hash] of siblings)
    root = index < start ? nodeHash(root, hash) : nodeHash(hash, root);
  return sameHash(root, tree.root);
}

/** Whether the proof shows that the second tree begins with all leaves of the first, in their order (RFC 6962, section 2.1.2). */
export function provesConsistency(first: Tree, second: Tree, proof: readonly Uint8Array[]): boolean {
  if (first.size > second.size) return false;
  // Everything goes on from nothing.
  if (first.size === 0) return proof.length === 0 && sameHash(first.root, EMPTY_ROOT);
  const { begin, beside } = consistencyRanges(first.size, second.size);
  // The old tree as a whole is no news to whoever checks, so a proof that begins with it leaves it out.
  const [from, ...hashes] = begin.start === 0 ? [first.root, ...proof] : proof;
  const pairs = paired(beside, hashes);
  if (from === undefined || pairs === null) return false;
  let [old, all] = [from, from];
  for (const [{ start }, hash] of pairs) {
    // What lies on the left belongs to both trees, what lies on the right was added.
    if (start < begin.start) old = nodeHash(hash, old);
    all = start < begin.start ? nodeHash(hash, all) : nodeHash(all, hash);
  }
  return sameHash(old, first.root) && sameHash(all, second.root);
}

/** The ranges of a proof, each with its hash; null where these are not hashes, or not as many. */
function paired(
  ranges: readonly LeafRange[],
  hashes: readonly Uint8Array[],
): (readonly [LeafRange, Uint8Array])[] | null {
  const pairs = ranges.flatMap((range, at) => {
    const hash = hashes[at];
    return hash?.length === HASH_BYTES ? [[range, hash] as const] : [];
  });
  return pairs.length === ranges.length && hashes.length === ranges.length ? pairs : null;
}
