import fc from 'fast-check';
import { bundlePath, parseBundlePath, parseTilePath, partialTiles, tilePath, widthIn } from './tile.js';

describe('the path of a tile', () => {
  it.each([
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/0/001.p/1', { level: 0, index: 1, width: 1 }],
    ['tile/1/999', { level: 1, index: 999, width: 256 }],
    ['tile/0/x001/000', { level: 0, index: 1000, width: 256 }],
    ['tile/4/x001/x234/067.p/255', { level: 4, index: 1_234_067, width: 255 }],
    ['tile/63/000.p/8', { level: 63, index: 0, width: 8 }],
  ])('%s', (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    'tile/0/0',
    'tile/0/1000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/001',
    'tile/0/x001',
    'tile/0/001/234',
    'tile/0/000.p/0',
    'tile/0/000.p/08',
    'tile/0/000.p/256',
    'tile/0/000.p',
    'tile/0/000/',
    'tile/0/x009/x999/x999/x999/x999/999',
    'tile/8/0/000',
    'tile/entries/000',
    '/tile/0/000',
    'tile/0/000\n',
  ])('%p is none', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it('of entries stands beside those of hashes', () => {
    expect(bundlePath({ index: 1_234_067, width: 3 })).toBe('tile/entries/x001/x234/067.p/3');
    expect(parseBundlePath('tile/entries/x001/x234/067.p/3')).toEqual({ index: 1_234_067, width: 3 });
    expect(parseBundlePath('tile/0/000')).toBeNull();
  });

  it('is read as it was written', () => {
    const tiles = fc.record({
      level: fc.nat(63),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(fc.property(tiles, (tile) => expect(parseTilePath(tilePath(tile))).toEqual(tile)));
  });
});

describe('the tiles that a tree ends in', () => {
  it('are those of the specification for 70,000 and 256 leaves', () => {
    expect(partialTiles(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(partialTiles(256)).toEqual([{ level: 1, index: 0, width: 1 }]);
    expect(partialTiles(0)).toEqual([]);
  });

  it('are full before, as wide as they are at the end, and empty behind it', () => {
    expect([0, 272, 273, 274].map((index) => widthIn(70_000, 0, index))).toEqual([256, 256, 112, 0]);
    expect(widthIn(70_000, 63, 0)).toBe(0);
  });
});
