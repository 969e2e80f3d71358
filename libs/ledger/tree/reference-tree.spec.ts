import { EMPTY_ROOT, leafHash } from './hashes.js';
import { GrowingRoot } from './growing-root.js';
import { proveConsistency, proveInclusion } from './prove.js';
import { readerOver } from './in-memory.js';

/** The tree that certificate-transparency, Trillian and others check themselves by. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => leafHash(Buffer.from(hex, 'hex')));
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const l1 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const n23 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const n45 = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
const n67 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const n0to3 = 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7';
const n4to7 = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';

const hex = (hashes: readonly Uint8Array[]): string[] =>
  hashes.map((hash) => Buffer.from(hash).toString('hex'));

describe('the reference tree', () => {
  it('has the known roots, leaf by leaf', () => {
    const tree = new GrowingRoot();
    const seen = [tree.root()];
    for (const leaf of leaves) {
      tree.append(leaf);
      seen.push(tree.root());
    }
    expect(hex(seen)).toEqual(roots);
    expect(EMPTY_ROOT.toString('hex')).toBe(roots[0]);
  });

  it('has the known proofs that a leaf is in it', async () => {
    const reader = readerOver(leaves);
    expect(hex(await proveInclusion(0, 8, reader))).toEqual([l1, n23, n4to7]);
    expect(hex(await proveInclusion(5, 8, reader))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      n67,
      n0to3,
    ]);
    expect(hex(await proveInclusion(2, 3, reader))).toEqual([roots[2]]);
    expect(hex(await proveInclusion(0, 1, reader))).toEqual([]);
  });

  it('has the known proofs that it goes on', async () => {
    const reader = readerOver(leaves);
    expect(hex(await proveConsistency(1, 1, reader))).toEqual([]);
    expect(hex(await proveConsistency(1, 8, reader))).toEqual([l1, n23, n4to7]);
    expect(hex(await proveConsistency(6, 8, reader))).toEqual([n45, n67, n0to3]);
    expect(hex(await proveConsistency(2, 5, reader))).toEqual([
      n23,
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });

  it.each([
    [8, 8],
    [0, 0],
    [-1, 8],
    [0.5, 8],
  ])('has no proof of leaf %p among %p', async (index, size) => {
    await expect(async () => proveInclusion(index, size, readerOver(leaves))).rejects.toThrow(RangeError);
  });

  it('does not shrink', async () => {
    await expect(proveConsistency(8, 7, readerOver(leaves))).rejects.toThrow(RangeError);
  });
});
