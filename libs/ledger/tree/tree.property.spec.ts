import fc from 'fast-check';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashes.js';
import { GrowingRoot } from './growing-root.js';
import { readerOver } from './in-memory.js';
import { proveConsistency, proveInclusion, treeRoot } from './prove.js';
import { nodesOf } from './subtrees.js';
import { provesConsistency, provesInclusion, type Tree } from './verify.js';

const MAX = 300;
const leaves = Array.from({ length: MAX }, (_, at) => leafHash(Buffer.from(String(at))));
const reader = readerOver(leaves);

/** Word for word what RFC 6962, section 2.1, says. */
function naiveRoot(of: readonly Uint8Array[]): Uint8Array {
  const [first] = of;
  if (first === undefined) return EMPTY_ROOT;
  if (of.length === 1) return first;
  const split = 2 ** (Math.ceil(Math.log2(of.length)) - 1);
  return nodeHash(naiveRoot(of.slice(0, split)), naiveRoot(of.slice(split)));
}
const trees: Tree[] = Array.from({ length: MAX + 1 }, (_, size) => ({
  size,
  root: naiveRoot(leaves.slice(0, size)),
}));
const treeOf = (size: number): Tree => trees[size] as Tree;

const flipped = (bytes: Uint8Array, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = (copy[at] as number) ^ (1 << (bit % 8));
  return copy;
};
const sizes = fc.integer({ min: 1, max: MAX });
const bits = fc.nat(255);

describe('a root', () => {
  it('is the same leaf by leaf as at once, and read from its subtrees', async () => {
    const growing = new GrowingRoot();
    for (let size = 0; size <= MAX; size++) {
      if (size > 0) growing.append(leaves[size - 1] as Buffer);
      expect(growing.size).toBe(size);
      expect(growing.root().equals(treeOf(size).root)).toBe(true);
      expect((await treeRoot(size, reader)).equals(treeOf(size).root)).toBe(true);
    }
  });

  it('goes on from the subtrees of a smaller tree', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(MAX), fc.nat(MAX), async (a, b) => {
        const [size, later] = [Math.min(a, b), Math.max(a, b)];
        const edge = await reader.readHashes(nodesOf({ start: 0, end: size }));
        const growing = new GrowingRoot(size, edge);
        for (const leaf of leaves.slice(size, later)) growing.append(leaf);
        expect(growing.root().equals(treeOf(later).root)).toBe(true);
      }),
    ));

  it('does not go on from subtrees that its size does not have', () => {
    expect(() => new GrowingRoot(3, [leaves[0] as Buffer])).toThrow(RangeError);
  });
});

describe('a proof of inclusion', () => {
  const cases = fc.tuple(sizes, fc.nat()).map(([size, index]) => [size, index % size] as const);

  it('holds for its leaf at its index in its tree, and for nothing else', () =>
    fc.assert(
      fc.asyncProperty(cases, bits, fc.nat(), async ([size, index], bit, which) => {
        const tree = treeOf(size);
        const leaf = leaves[index] as Buffer;
        const proof = await proveInclusion(index, size, reader);
        expect(provesInclusion(tree, index, leaf, proof)).toBe(true);

        expect(provesInclusion(tree, index, flipped(leaf, bit), proof)).toBe(false);
        expect(provesInclusion({ size, root: flipped(tree.root, bit) }, index, leaf, proof)).toBe(false);
        expect(provesInclusion(tree, index, leaf, [...proof, leaf])).toBe(false);
        expect(provesInclusion(tree, size, leaf, proof)).toBe(false);
        if (proof.length === 0) return;
        const at = which % proof.length;
        const changed = proof.with(at, flipped(proof[at] as Uint8Array, bit));
        expect(provesInclusion(tree, index, leaf, changed)).toBe(false);
        expect(provesInclusion(tree, index, leaf, proof.slice(1))).toBe(false);
        expect(provesInclusion(tree, index, leaf, proof.with(at, Buffer.alloc(31)))).toBe(false);
        const other = which % size;
        if (other !== index) expect(provesInclusion(tree, other, leaf, proof)).toBe(false);
      }),
    ));
});

describe('a proof of consistency', () => {
  const cases = fc.tuple(sizes, sizes).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

  it('holds between its two trees, and between no others', () =>
    fc.assert(
      fc.asyncProperty(cases, bits, fc.nat(), async ([from, to], bit, which) => {
        const [first, second] = [treeOf(from), treeOf(to)];
        const proof = await proveConsistency(from, to, reader);
        expect(provesConsistency(first, second, proof)).toBe(true);

        expect(provesConsistency({ ...first, root: flipped(first.root, bit) }, second, proof)).toBe(false);
        expect(provesConsistency(first, { ...second, root: flipped(second.root, bit) }, proof)).toBe(false);
        expect(provesConsistency(first, second, [...proof, first.root])).toBe(false);
        if (from < to) expect(provesConsistency(second, first, proof)).toBe(false);
        if (proof.length === 0) return;
        const at = which % proof.length;
        const changed = proof.with(at, flipped(proof[at] as Uint8Array, bit));
        expect(provesConsistency(first, second, changed)).toBe(false);
        expect(provesConsistency(first, second, proof.slice(1))).toBe(false);
      }),
    ));

  it('is empty from the empty tree, which has one root only', async () => {
    expect(await proveConsistency(0, 9, reader)).toEqual([]);
    expect(provesConsistency(treeOf(0), treeOf(9), [])).toBe(true);
    expect(provesConsistency({ size: 0, root: Buffer.alloc(32) }, treeOf(9), [])).toBe(false);
  });
});
