import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  asStream,
  bundleOf,
  changeLines,
  inventedLeaf,
  newKey,
  verifierOf,
} from '../../../test/support/ledger/bundled-log.js';
import { MalformedLine } from './parse-line.js';
import { verifyBundle } from './read-bundle.js';

/** Random tests take a while on a machine that is busy. */
const TIMEOUT_MS = 120_000;
/** The same damage each time, so that a failure is one that can be looked at again. */
const SEED = 7;

const key = newKey();
const bundle = bundleOf(
  Array.from({ length: 40 }, (_, at) => inventedLeaf(at)),
  key,
);
const content = gunzipSync(bundle);

/** Whether all is well with it; null: it is no bundle. */
async function accepted(bytes: Buffer): Promise<boolean | null> {
  try {
    return (await verifyBundle(asStream(bytes), { keys: [verifierOf(key)], kept: null })).findingCount === 0;
  } catch (error) {
    // Anything else would reach the user as a crash.
    if (error instanceof MalformedLine) return null;
    throw error;
  }
}

/** What it unpacks to; null where it does not. */
function unpacked(bytes: Buffer): Buffer | null {
  try {
    return gunzipSync(bytes);
  } catch {
    return null;
  }
}

/** Some bytes at random places made otherwise. */
const flips = (length: number) =>
  fc.array(fc.record({ at: fc.nat(length - 1), by: fc.integer({ min: 1, max: 255 }) }), {
    minLength: 1,
    maxLength: 4,
  });

function flip(bytes: Buffer, changes: readonly { readonly at: number; readonly by: number }[]): Buffer {
  const changed = Buffer.from(bytes);
  for (const { at, by } of changes) changed[at] = (changed[at] ?? 0) ^ by;
  return changed;
}

/** With the last line put right, so that nothing but signature, records and tree can notice. */
function resealed(lines: readonly string[]): Buffer {
  const sha256 = hash('sha256', lines.slice(0, -1).join(''));
  return gzipSync([...lines.slice(0, -1), (lines.at(-1) ?? '').replace(/[0-9a-f]{64}/, sha256)].join(''));
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return null;
  }
}

function swap(lines: string[], at: number): string[] {
  const other = (at + 1) % lines.length;
  return lines.with(at, lines[other] ?? '').with(other, lines[at] ?? '');
}

describe('a bundle with random damage', () => {
  it(
    'is accepted as it is',
    async () => {
      expect(await accepted(bundle)).toBe(true);
    },
    TIMEOUT_MS,
  );

  it(
    'is never accepted where bytes of its content were changed',
    async () => {
      await fc.assert(
        fc.asyncProperty(flips(content.length), async (changes) => {
          const changed = flip(content, changes);
          fc.pre(!changed.equals(content));
          expect(await accepted(gzipSync(changed, { level: 1 }))).not.toBe(true);
        }),
        { numRuns: 200, seed: SEED },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'is accepted only where it unpacks to the same, when bytes of the file were changed',
    async () => {
      await fc.assert(
        fc.asyncProperty(flips(bundle.length), async (changes) => {
          const changed = flip(bundle, changes);
          if ((await accepted(changed)) === true) expect(unpacked(changed)?.equals(content)).toBe(true);
        }),
        { numRuns: 200, seed: SEED },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'is never accepted where the line of a leaf was changed and the last line put right',
    async () => {
      const lines = content.toString().split(/(?<=\n)/);
      const leaves = lines.flatMap((line, at) => (line.includes('"record"') ? [at] : []));
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...leaves),
          fc.nat(),
          fc.integer({ min: 1, max: 127 }),
          async (at, place, by) => {
            const bytes = Buffer.from(lines[at] ?? '');
            const changed = flip(bytes, [{ at: place % bytes.length, by }]).toString();
            const isSame = isDeepStrictEqual(parsed(changed), parsed(lines[at]));
            expect([isSame, await accepted(resealed(lines.with(at, changed)))]).not.toEqual([false, true]);
          },
        ),
        { numRuns: 200, seed: SEED },
      );
    },
    TIMEOUT_MS,
  );

  it.each([
    ['cut off', (lines: string[], at: number) => lines.slice(0, at)],
    ['with a line twice', (lines: string[], at: number) => [...lines.slice(0, at + 1), ...lines.slice(at)]],
    ['without a line', (lines: string[], at: number) => lines.filter((_, index) => index !== at)],
    ['with a line that is none', (lines: string[], at: number) => lines.with(at, '[]\n')],
    [
      'with a line that never ends',
      (lines: string[], at: number) => lines.with(at, `"${'x'.repeat(2 ** 20)}`),
    ],
    ['with two lines changed about', (lines: string[], at: number) => swap(lines, at)],
  ])(
    'is never accepted %s',
    async (_, change) => {
      const count = content.toString().split('\n').length - 2;
      await fc.assert(
        fc.asyncProperty(fc.nat(count), async (at) => {
          expect(await accepted(changeLines(bundle, (lines) => change(lines, at)))).not.toBe(true);
        }),
        { numRuns: 20, seed: SEED },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'is never accepted where the file was cut off',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(bundle.length - 1), async (at) => {
          expect(await accepted(bundle.subarray(0, at))).not.toBe(true);
        }),
        { numRuns: 100, seed: SEED },
      );
    },
    TIMEOUT_MS,
  );
});

describe('a bundle that unpacks to far more than it is', () => {
  const MIB = 2 ** 20;
  const grownMib = async (work: () => Promise<unknown>): Promise<number> => {
    const before = process.memoryUsage.rss();
    await work();
    return (process.memoryUsage.rss() - before) / MIB;
  };
  const [header = '', ...rest] = content.toString().split(/(?<=\n)/);

  it.each([
    ['a line without an end', gzipSync(Buffer.alloc(8 * MIB, 'x'))],
    ['lines without number', gzipSync('{}\n'.repeat(2 * MIB))],
    ['empty lines without number', gzipSync('\n'.repeat(8 * MIB))],
  ])(
    'is refused in little memory: %s',
    async (_, bomb) => {
      // Each part is unpacked behind the one before: a gigabyte and more.
      const parts = [
        gzipSync(header + rest.slice(0, 5).join('')),
        ...Array.from({ length: 150 }, () => bomb),
      ];
      const grown = await grownMib(async () => expect(await accepted(Buffer.concat(parts))).toBe(false));
      expect(grown).toBeLessThan(250);
    },
    TIMEOUT_MS,
  );
});
