import {
  asStream,
  bundleOf,
  changeLines,
  checkpointOf,
  inventedLeaf,
  newKey,
  selectionOf,
  verifierOf,
} from '../../../test/support/ledger/bundled-log.js';
import type { BundleLeaf } from './bundle-format.js';
import { MalformedLine } from './parse-line.js';
import { verifyBundle } from './read-bundle.js';
import { NeedsWholeLog, type BundleReport, type Trust } from './verify-bundle.js';

const key = newKey();
const trust: Trust = { keys: [verifierOf(key)], kept: null };
const leaves = Array.from({ length: 11 }, (_, at) => inventedLeaf(at));
const leafAt = (at: number): BundleLeaf => leaves[at] as BundleLeaf;
const bundle = bundleOf(leaves, key);

const verify = (bytes: Buffer, given: Partial<Trust> = {}): Promise<BundleReport> =>
  verifyBundle(asStream(bytes), { ...trust, ...given });

async function findingsOf(bytes: Buffer, given: Partial<Trust> = {}): Promise<string[]> {
  const { findings } = await verify(bytes, given);
  return findings.map(({ index, entry, why }) =>
    [entry, index, why].filter((part) => part !== null).join(' | '),
  );
}

/** The same log with one leaf made otherwise. */
const withLeaf = (at: number, leaf: object): BundleLeaf[] =>
  leaves.map((one, index) => (index === at ? ({ ...one, ...leaf } as BundleLeaf) : one));

const without = (at: number): BundleLeaf[] => leaves.filter((_, index) => index !== at);

/** A bundle with the checkpoints of the true log around other leaves. */
const forgedOf = (forged: readonly BundleLeaf[]): Buffer => {
  const truth = lines(bundle);
  return changeLines(bundleOf(forged, key), (given) =>
    given.map((line) => {
      if (line.includes('"bundle":')) return headerLine(bundle);
      const size = /^\{"checkpoint":"[^\\]*\\n(\d+)\\n/.exec(line)?.[1];
      return size === undefined
        ? line
        : (truth.find((one) => one.startsWith(line.slice(0, line.indexOf(size) + size.length + 2))) ?? line);
    }),
  );
};

const headerLine = (bytes: Buffer): string => lines(bytes)[0] ?? '';

function lines(bytes: Buffer): string[] {
  let all: string[] = [];
  changeLines(bytes, (given) => (all = given));
  return all;
}

describe('a bundle of the whole log', () => {
  it('is as it was sealed', async () => {
    const report = await verify(bundle);
    expect(report).toMatchObject({
      findings: [],
      findingCount: 0,
      subjects: 3,
      sawGaps: true,
      leaves: { whole: 11, erased: 0, hidden: 0, gone: 0 },
    });
    expect(report.signed.signers).toHaveLength(1);
  });

  it('also shows itself to whoever gives no key', async () => {
    expect(await findingsOf(bundle, { keys: null })).toEqual([]);
  });

  it('names an entry that is not what was recorded', async () => {
    const entry = { ...inventedLeaf(5).entry, body: { stage: 'minutes', party: 'nobody' } };
    expect(await findingsOf(bundleOf(withLeaf(5, { entry }), key))).toEqual([
      'obligation/o2#2 | 5 | it is not what was recorded: entry and record do not agree',
    ]);
  });

  it('names the place of an entry whose record was made anew too', async () => {
    const other = { ...inventedLeaf(5), ...inventedLeaf(50), index: 5 };
    const entry = { ...other.entry, seq: 2, subject: 'obligation/o2' };
    const { recordOf, sealedText } = await import('../sealed.js');
    const forged = forgedOf(
      withLeaf(5, { entry, record: recordOf(other.salt, sealedText(entry)), salt: other.salt }),
    );
    expect(await findingsOf(forged)).toEqual([
      expect.stringContaining(
        'indexes 4 to 7 (obligation/o1#2 to obligation/o1#3) are not as they were signed',
      ),
      expect.stringContaining('the root of all 11 leaves is not the one'),
      expect.stringContaining('its bytes are not those'),
    ]);
  });

  it.each([
    ['taken out', without(5), 'obligation/o0#3 | 6 | index 5 is missing before it'],
    ['of the tail', leaves.slice(0, 9), 'the leaves end at 9, 11 were signed: the tail is missing'],
    [
      'put elsewhere',
      leaves.map((leaf, at) => ({ ...(at === 2 ? leafAt(5) : at === 5 ? leafAt(2) : leaf), index: at })),
      'obligation/o2#1 | 5 | it comes after number 2 of its subject',
    ],
    [
      'gone from the database',
      withLeaf(5, { state: 'gone' }),
      '5 | its entry is missing: only the record is left',
    ],
  ])('names an entry that was %s', async (_, forged, finding) => {
    expect(await findingsOf(forgedOf(forged))).toContain(finding);
  });

  it('names the gap that stays in a subject when all places were given anew', async () => {
    const closed = without(5).map((leaf, index) => ({ ...leaf, index }));
    expect(await findingsOf(bundleOf(closed, key))).toEqual([
      'obligation/o2#3 | 7 | obligation/o2#2 is missing before it',
    ]);
  });

  it('shows bare and erased leaves as what they are', async () => {
    const { record } = leafAt(5);
    const mixed = leaves.map((leaf, at): BundleLeaf => {
      if (at === 5) return { state: 'erased', index: 5, record, subject: 'obligation/o2', seq: 2 };
      return at % 3 === 1 ? { state: 'hidden', index: at, record: leaf.record } : leaf;
    });
    expect(await verify(bundleOf(mixed, key))).toMatchObject({
      findingCount: 0,
      leaves: { whole: 6, erased: 1, hidden: 4, gone: 0 },
      erased: ['obligation/o2#2'],
    });
  });
});

describe('a checkpoint', () => {
  const another = newKey();

  it('has to be signed by the key that was given', async () => {
    expect(await findingsOf(bundleOf(leaves, another))).toEqual([
      expect.stringMatching(/^the checkpoint \(11 leaves\) is not signed by \S+, but by \S+$/),
    ]);
    expect(await findingsOf(bundleOf(leaves, another), { keys: null })).toEqual([]);
  });

  it('is forged where the signature is of something else', async () => {
    const forged = changeLines(bundle, ([first = '', ...rest]) => [
      first.replace('\\n11\\n', '\\n12\\n'),
      ...rest,
    ]);
    expect(await findingsOf(forged)).toContainEqual(
      expect.stringContaining('the checkpoint (12 leaves) is forged'),
    );
  });

  it('that was kept is gone on from', async () => {
    expect(await findingsOf(bundle, { kept: checkpointOf(leaves.slice(0, 7), key) })).toEqual([]);
  });

  it('that was kept shows a cut tail and a log that was written anew', async () => {
    const kept = checkpointOf(leaves, key);
    expect(await findingsOf(bundleOf(leaves.slice(0, 9), key), { kept })).toEqual([
      expect.stringContaining('has 11 leaves, this log has 9: its tail was cut off'),
    ]);
    const anew = Array.from({ length: 12 }, (_, at) => inventedLeaf(at, 4));
    expect(await findingsOf(bundleOf(anew, key), { kept })).toEqual([
      expect.stringContaining('the first 11 leaves are not those of the checkpoint that was kept'),
    ]);
    expect(await findingsOf(bundleOf(leaves, another), { kept, keys: null })).toEqual([
      expect.stringContaining('the checkpoint that was kept (11 leaves) is not signed by'),
    ]);
  });
});

describe('a selection', () => {
  const ofSubject = (leaf: BundleLeaf): boolean => leaf.index % 3 === 2;

  it('proves each entry by itself', async () => {
    const selection = await selectionOf(leaves, ofSubject, key, { subject: 'obligation/o2' });
    expect(await verify(selection)).toMatchObject({ findingCount: 0, sawGaps: true, leaves: { whole: 3 } });
  });

  it('names an entry that is not in the tree', async () => {
    const other = [...leaves.slice(0, 8), inventedLeaf(8, 4), ...leaves.slice(9)];
    const selection = await selectionOf(other, ({ index }) => index === 8, key, {
      kind: 'evidence-submitted',
    });
    const truth = await selectionOf(leaves, () => false, key, { kind: 'evidence-submitted' });
    const forged = changeLines(selection, (given) => [headerLine(truth), ...given.slice(1)]);
    expect(await findingsOf(forged)).toContain(
      'obligation/o0#3 | 8 | its proof does not lead to the root that was signed',
    );
  });

  it('names what is missing in a subject that should be whole', async () => {
    const selection = await selectionOf(leaves, (leaf) => ofSubject(leaf) && leaf.index !== 5, key, {
      subject: 'obligation/o2',
    });
    expect(await findingsOf(selection)).toEqual([
      'obligation/o2#3 | 8 | obligation/o2#2 is missing before it',
    ]);
  });

  it('cannot be compared with a checkpoint that was kept', async () => {
    const selection = await selectionOf(leaves, ofSubject, key, { subject: 'obligation/o2' });
    await expect(verify(selection, { kept: checkpointOf(leaves, key) })).rejects.toThrow(NeedsWholeLog);
  });
});

describe('what is no bundle', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['not gzipped', Buffer.from('{"bundle":"luze-ledger"}\n')],
    ['something else', changeLines(bundle, () => ['{"a":1}\n'])],
    [
      'of another version',
      changeLines(bundle, ([first = '']) => [first.replace('"version":1', '"version":2')]),
    ],
  ])('is refused: %s', async (_, bytes) => {
    await expect(verify(bytes)).rejects.toThrow(MalformedLine);
  });
});
