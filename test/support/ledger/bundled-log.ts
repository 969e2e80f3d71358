import { gunzipSync, gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { hash } from 'node:crypto';
import type { BundleHeader, BundleLeaf } from '../../../libs/ledger/bundle/bundle-format.js';
import { BundleWriter } from '../../../libs/ledger/bundle/bundle-writer.js';
import { formatCheckpoint } from '../../../libs/ledger/notes/checkpoint.js';
import { signNote } from '../../../libs/ledger/notes/note.js';
import {
  generateSigningKey,
  parseSigningKey,
  type SigningKey,
} from '../../../libs/ledger/notes/signing-key.js';
import { parseVerifierKey, type VerifierKey } from '../../../libs/ledger/notes/verifier-key.js';
import { recordOf, sealedText, type SealedEntry } from '../../../libs/ledger/sealed.js';
import { GrowingRoot } from '../../../libs/ledger/tree/growing-root.js';
import { leafHash } from '../../../libs/ledger/tree/hashes.js';
import { proveInclusion, type HashReader } from '../../../libs/ledger/tree/prove.js';
import { completeRoot } from '../../../libs/ledger/tree/subtrees.js';

export const ORIGIN = 'luze.example/court';

export const newKey = (name = ORIGIN): SigningKey => parseSigningKey(generateSigningKey(name));
export const verifierOf = (key: SigningKey): VerifierKey => parseVerifierKey(key.verifier);

/** Entry number `at` of an invented log: a handful of subjects, each with its numbers. */
export function inventedEntry(at: number, subjects = 3): SealedEntry {
  return {
    actor: at % 2 === 0 ? 'li-na' : null,
    at: new Date(1_800_000_000_000 + at * 1000).toISOString(),
    body: { stage: 'minutes', party: 'leading-group', note: `事项 ${at}` },
    commandHash: null,
    commandId: at % 2 === 0 ? `command-${at}` : null,
    kind: 'evidence-submitted',
    onBehalfOf: null,
    organisationVersion: 7,
    recordedAt: new Date(1_800_000_000_100 + at * 1000).toISOString(),
    rungKey: null,
    runId: null,
    seq: Math.floor(at / subjects) + 1,
    subject: `obligation/o${at % subjects}`,
  };
}

/** The salt is made of the place, so that the same log is the same bytes each time. */
export function inventedLeaf(at: number, subjects?: number): Extract<BundleLeaf, { state: 'whole' }> {
  const entry = inventedEntry(at, subjects);
  const salt = hash('sha256', `salt ${at}`, 'buffer');
  return { state: 'whole', index: at, salt, entry, record: recordOf(salt, sealedText(entry)) };
}

export const rootOfLeaves = (leaves: readonly BundleLeaf[]): Buffer => {
  const root = new GrowingRoot();
  for (const { record } of leaves) root.append(leafHash(record));
  return root.root();
};

export const checkpointOf = (leaves: readonly BundleLeaf[], key: SigningKey): string =>
  signNote(formatCheckpoint({ origin: key.name, size: leaves.length, root: rootOfLeaves(leaves) }), [key]);

type Header = Omit<BundleHeader, 'bundle' | 'version'>;

export const headerOf = (checkpoint: string, key: SigningKey): Header => ({
  exportedAt: '2027-01-20T08:00:00.000Z',
  keys: [key.verifier],
  checkpoint,
  selection: null,
  later: 0,
});

/** The whole log as a bundle; earlier checkpoints behind every `every` leaves. */
export function bundleOf(leaves: readonly BundleLeaf[], key: SigningKey, every = 4): Buffer {
  const writer = new BundleWriter();
  const lines = [writer.header(headerOf(checkpointOf(leaves, key), key))];
  leaves.forEach((leaf, at) => {
    lines.push(writer.leaf(leaf));
    if ((at + 1) % every === 0) lines.push(writer.checkpoint(checkpointOf(leaves.slice(0, at + 1), key)));
  });
  lines.push(writer.end());
  return gzipSync(lines.join(''));
}

/** The hashes of the tree over the leaves. */
export const hashesOf = (leaves: readonly BundleLeaf[]): HashReader => ({
  readHashes: (nodes) =>
    Promise.resolve(
      nodes.map(({ level, index }) =>
        completeRoot(
          leaves.slice(index * 2 ** level, (index + 1) * 2 ** level).map(({ record }) => leafHash(record)),
        ),
      ),
    ),
});

/** Those leaves that `chosen` names, each with its proof. */
export async function selectionOf(
  leaves: readonly BundleLeaf[],
  chosen: (leaf: BundleLeaf) => boolean,
  key: SigningKey,
  selection: Record<string, string>,
): Promise<Buffer> {
  const writer = new BundleWriter();
  const lines = [writer.header({ ...headerOf(checkpointOf(leaves, key), key), selection })];
  const reader = hashesOf(leaves);
  for (const leaf of leaves.filter(chosen)) {
    const proof = await proveInclusion(leaf.index, leaves.length, reader);
    lines.push(writer.leaf({ ...leaf, proof }));
  }
  lines.push(writer.end());
  return gzipSync(lines.join(''));
}

/** The bundle with its lines changed, and nothing put right after. */
export const changeLines = (bundle: Buffer, change: (lines: string[]) => string[]): Buffer =>
  gzipSync(
    change(
      gunzipSync(bundle)
        .toString('utf8')
        .split(/(?<=\n)/),
    ).join(''),
  );

export const asStream = (bytes: Buffer): Readable => Readable.from([bytes]);
