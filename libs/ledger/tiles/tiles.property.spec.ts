import fc from 'fast-check';
import { GrowingRoot } from '../tree/growing-root.js';
import { HASH_BYTES, leafHash } from '../tree/hashes.js';
import { readerOver } from '../tree/in-memory.js';
import { proveConsistency, proveInclusion, treeRoot } from '../tree/prove.js';
import { decodeBundle, encodeBundle } from './entries.js';
import { GrowingTiles } from './growing-tiles.js';
import { hashesFromTiles, type TileReader } from './tile-hashes.js';
import { TILE_WIDTH, tilePath } from './tile.js';

const MAX = 70_000;
const leaves = Array.from({ length: MAX }, (_, at) => leafHash(Buffer.from(String(at))));
const inMemory = readerOver(leaves);

/** All full tiles of the largest tree, by path; a partial one is the beginning of a full one, or of what the tree ends in. */
const whole = new GrowingTiles();
for (const leaf of leaves) whole.append(leaf);
const tiles = new Map<string, Buffer>(
  [...whole.takeFull().map((tile) => ({ ...tile, width: TILE_WIDTH })), ...whole.partial()].map((tile) => [
    tilePath({ ...tile, width: TILE_WIDTH }),
    tile.hashes,
  ]),
);
const store: TileReader = {
  readTiles: async (asked) =>
    asked.map((tile) => {
      const hashes = tiles.get(tilePath({ ...tile, width: TILE_WIDTH })) ?? Buffer.alloc(0);
      return hashes.subarray(0, tile.width * HASH_BYTES);
    }),
};
const sizes = fc.oneof(
  fc.integer({ min: 1, max: MAX }),
  fc.constantFrom(1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, MAX),
);
const runs = { numRuns: 60 };

describe('tiles', () => {
  it('have the root that the leaves have', () =>
    fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const growing = new GrowingRoot();
        for (const leaf of leaves.slice(0, size)) growing.append(leaf);
        expect((await treeRoot(size, hashesFromTiles(size, store))).equals(growing.root())).toBe(true);
      }),
      { numRuns: 8 },
    ));

  it('give the proofs that the leaves give', () =>
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, any) => {
        const reader = hashesFromTiles(size, store);
        const index = any % size;
        expect(await proveInclusion(index, size, reader)).toEqual(
          await proveInclusion(index, size, inMemory),
        );
        expect(await proveConsistency(index, size, reader)).toEqual(
          await proveConsistency(index, size, inMemory),
        );
      }),
      runs,
    ));

  it('are refused where they are too short', async () => {
    const short: TileReader = { readTiles: async (asked) => asked.map(() => Buffer.alloc(HASH_BYTES)) };
    await expect(treeRoot(300, hashesFromTiles(300, short))).rejects.toThrow(RangeError);
  });

  it('go on from the tiles that a smaller tree ended in', () =>
    fc.assert(
      fc.property(sizes, fc.nat(600), (size, more) => {
        const before = new GrowingTiles();
        for (const leaf of leaves.slice(0, size)) before.append(leaf);
        before.takeFull();
        const after = new GrowingTiles(
          size,
          before.partial().map(({ hashes }) => hashes),
        );
        for (const leaf of leaves.slice(size, size + more))
          for (const tree of [before, after]) tree.append(leaf);
        expect(after.takeFull()).toEqual(before.takeFull());
        expect(after.partial()).toEqual(before.partial());
        expect(after.root()).toEqual(before.root());
      }),
      { numRuns: 8 },
    ));

  it('do not go on from others', () => {
    expect(() => new GrowingTiles(300, [Buffer.alloc(HASH_BYTES)])).toThrow(RangeError);
  });
});

describe('an entry bundle', () => {
  it('is read as it was written', () => {
    const records = fc.array(fc.uint8Array({ max: 100 }), { maxLength: 256 });
    fc.assert(
      fc.property(records, (list) => {
        expect(decodeBundle(encodeBundle(list))).toEqual(list.map((record) => Buffer.from(record)));
      }),
    );
  });

  it('puts the length before each record', () => {
    expect(encodeBundle([Buffer.of(7, 8), Buffer.alloc(0)]).toString('hex')).toBe('0002070800' + '00');
  });

  it.each(['00', '0002', '000207', '0001070002ff'])('%s ends within a record', (hex) => {
    expect(() => decodeBundle(Buffer.from(hex, 'hex'))).toThrow(RangeError);
  });
});
