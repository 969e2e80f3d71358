import { HASH_BYTES } from '../tree/hashes.js';
import type { Tree } from '../tree/verify.js';
import { fromBase64 } from './key-form.js';
import { NoteError, openNote, type NoteSignature } from './note.js';
import { cosignedAt, type VerifierKey } from './verifier-key.js';

/** What a log signs of its tree: C2SP tlog-checkpoint. */
export interface Checkpoint extends Tree {
  /** Which log: the name of its keys too. */
  readonly origin: string;
  /** Further lines, which say what they say; this log writes none. */
  readonly extensions: readonly string[];
}

export interface Cosignature {
  readonly witness: string;
  /** Whole seconds since 1970. */
  readonly atSeconds: number;
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Which of the log's keys signed it. */
  readonly signatures: readonly NoteSignature[];
  /** Of the witnesses whose keys were given. */
  readonly cosignatures: readonly Cosignature[];
}

/** The text that is signed. */
export const formatCheckpoint = ({
  origin,
  size,
  root,
  extensions = [],
}: Omit<Checkpoint, 'extensions'> & Partial<Checkpoint>): string =>
  [origin, size, Buffer.from(root).toString('base64'), ...extensions].map((line) => `${line}\n`).join('');

/**
 * Reads the text of a note as a checkpoint. Whether it is signed, `openCheckpoint` tells.
 *
 * @throws NoteError
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  const bytes = fromBase64(root);
  const complete = text.endsWith('\n') && origin !== '' && !extensions.includes('');
  if (!complete || bytes?.length !== HASH_BYTES || !/^(0|[1-9][0-9]{0,15})$/.test(size))
    throw new NoteError('malformed checkpoint');
  if (!Number.isSafeInteger(Number(size)))
    throw new NoteError('the checkpoint is of a tree beyond all measure');
  return { origin, size: Number(size), root: bytes, extensions };
}

/**
 * Opens a signed checkpoint. One of the log's keys must have signed it under the checkpoint's own origin; a witness alone vouches for
 * nothing. A wrong signature by any key that was given, witnesses included, refuses it as a whole.
 *
 * @throws NoteError
 */
export function openCheckpoint(note: string | Uint8Array, keys: readonly VerifierKey[]): OpenedCheckpoint {
  const { text, verified } = openNote(note, keys);
  const checkpoint = parseCheckpoint(text);
  const isWitness = ({ name, keyId }: NoteSignature): boolean =>
    keys.some((key) => key.witness && key.name === name && key.id === keyId);
  const signatures = verified.filter((one) => !isWitness(one) && one.name === checkpoint.origin);
  if (signatures.length === 0) throw new NoteError('no known key of the log signed this checkpoint');
  return {
    checkpoint,
    signatures,
    cosignatures: verified
      .filter(isWitness)
      .map(({ name, signature }) => ({ witness: name, atSeconds: Number(cosignedAt(signature)) })),
  };
}
