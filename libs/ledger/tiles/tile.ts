/** Tiles of a tree as C2SP tlog-tiles lays them out: 256 hashes side by side at every eighth level. */

export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;
const MAX_LEVEL = 63;

export interface Tile {
  /** Whose hashes it holds: of the leaves (0), of full tiles of level 0 (1), and so on. */
  readonly level: number;
  /** Which one of that level, from the left. */
  readonly index: number;
  /** How many hashes it holds; 256 where it is full. */
  readonly width: number;
}

/** The entries whose hashes stand in the tile of level 0 with the same index and width. */
export type EntryBundle = Omit<Tile, 'level'>;

/** How wide a tile of a tree of `size` leaves is; 0 where the tree does not reach so far. */
export const widthIn = (size: number, level: number, index: number): number =>
  Math.min(Math.max(Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH, 0), TILE_WIDTH);

/** The tile of this place in a tree of `size` leaves, as wide as it is there; null where the tree does not reach so far. */
export function tileIn(size: number, level: number, index: number): Tile | null {
  const width = widthIn(size, level, index);
  return width === 0 ? null : { level, index, width };
}

/** The tiles that a tree of `size` leaves ends in and that are not full, by their level: levels without one are left out. */
export function partialTiles(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const hashes = Math.floor(size / TILE_WIDTH ** level);
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return tiles;
}

/** `tile/0/x001/x234/067`, `tile/1/000.p/8`. */
export const tilePath = (tile: Tile): string => `tile/${tile.level}/${placeOf(tile)}`;

/** `tile/entries/x001/x234/067.p/8`. */
export const bundlePath = (bundle: EntryBundle): string => `tile/entries/${placeOf(bundle)}`;

/** The tile that a path means; null where it means none, or would mean it in a second way of writing. */
export function parseTilePath(path: string): Tile | null {
  const [, level, place] = /^tile\/(0|[1-9][0-9]?)\/(.*)$/.exec(path) ?? [];
  const bundle = place === undefined ? null : parsePlace(place);
  return bundle === null || Number(level) > MAX_LEVEL ? null : { level: Number(level), ...bundle };
}

/** The entry bundle that a path means; null as with tiles. */
export const parseBundlePath = (path: string): EntryBundle | null =>
  path.startsWith('tile/entries/') ? parsePlace(path.slice('tile/entries/'.length)) : null;

/** Three digits to a folder, so that no folder of files grows beyond some thousand. */
function placeOf({ index, width }: EntryBundle): string {
  const digits = String(index);
  const folders = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  const place = folders.map((folder, at) => (at === folders.length - 1 ? folder : `x${folder}`)).join('/');
  return width === TILE_WIDTH ? place : `${place}.p/${width}`;
}

function parsePlace(place: string): EntryBundle | null {
  const [, folders, width] = /^((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(place) ?? [];
  if (folders === undefined) return null;
  const bundle = { index: Number(folders.replace(/[x/]/g, '')), width: Number(width ?? TILE_WIDTH) };
  const exists = Number.isSafeInteger(bundle.index) && bundle.width <= TILE_WIDTH;
  // Leading folders of zeros and a full tile named as a partial one would be second names of the same tile.
  return exists && placeOf(bundle) === place ? bundle : null;
}
