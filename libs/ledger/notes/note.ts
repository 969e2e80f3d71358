import { fromBase64, isKeyName } from './key-form.js';
import type { SigningKey } from './signing-key.js';
import type { VerifierKey } from './verifier-key.js';

/** A text with signatures under it: golang.org/x/mod/sumdb/note, C2SP signed-note. */

export interface NoteSignature {
  readonly name: string;
  /** Of the key: the first four bytes of what the line holds. */
  readonly keyId: number;
  readonly signature: Buffer;
}

export interface Note {
  /** Ends with a line break. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface OpenedNote {
  readonly text: string;
  /** By keys that were given, each of them checked. */
  readonly verified: readonly NoteSignature[];
  /** By keys that nobody here knows. */
  readonly unknown: readonly NoteSignature[];
}

/** A note that is malformed, or that a known key did not sign. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
}

const MAX_BYTES = 1_000_000;
const MAX_SIGNATURES = 100;
const LINE = '\u2014 ';
const KEY_ID_BYTES = 4;

/**
 * Signs a text. Signatures that are there already stay before the new ones, but for those of the same keys.
 *
 * @throws NoteError for a text that no note can have
 */
export function signNote(
  text: string,
  keys: readonly SigningKey[],
  kept: readonly NoteSignature[] = [],
): string {
  if (!text.endsWith('\n') || !isNoteText(text)) throw new NoteError('malformed note');
  const message = Buffer.from(text);
  const made = keys.map((key) => ({ name: key.name, keyId: key.id, signature: key.sign(message) }));
  const others = kept.filter((old) => !made.some((one) => sameKey(one, old)));
  return `${text}\n${[...others, ...made].map(signatureLine).join('')}`;
}

/** One signature as a line under a note. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Buffer.alloc(KEY_ID_BYTES);
  id.writeUInt32BE(keyId);
  return `${LINE}${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

/**
 * Takes a note apart and checks nothing but its form.
 *
 * @throws NoteError
 */
export function parseNote(note: string | Uint8Array): Note {
  const whole = decode(note);
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) throw new NoteError('malformed note');
  return { text: whole.slice(0, split + 1), signatures: parseSignatures(whole.slice(split + 2)) };
}

/**
 * Signature lines alone, as a witness answers them.
 *
 * @throws NoteError
 */
export function parseSignatures(lines: string): NoteSignature[] {
  if (!lines.endsWith('\n')) throw new NoteError('malformed note');
  const split = lines.slice(0, -1).split('\n');
  if (split.length > MAX_SIGNATURES) throw new NoteError('a note has at most 100 signatures');
  return split.map(parseSignature);
}

/**
 * Opens a note: every signature by one of the keys must be right, and there must be one. Others are passed over.
 *
 * @throws NoteError
 */
export function openNote(note: string | Uint8Array, keys: readonly VerifierKey[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const message = Buffer.from(text);
  const verified: NoteSignature[] = [];
  const unknown: NoteSignature[] = [];
  for (const signature of signatures) {
    const key = keys.find(({ name, id }) => sameKey(signature, { name, keyId: id }));
    if (key === undefined) {
      unknown.push(signature);
    } else if (!verified.some((one) => sameKey(one, signature))) {
      if (!key.verifies(message, signature.signature))
        throw new NoteError(`the signature of ${key.name} is not one of this note`);
      verified.push(signature);
    }
  }
  if (verified.length === 0) throw new NoteError('no known key signed this note');
  return { text, verified, unknown };
}

function parseSignature(line: string): NoteSignature {
  const [name = '', base64 = '', ...more] = line.startsWith(LINE) ? line.slice(LINE.length).split(' ') : [];
  const bytes = fromBase64(base64);
  if (bytes === null || more.length > 0 || !isKeyName(name) || bytes.length <= KEY_ID_BYTES)
    throw new NoteError('malformed note');
  return { name, keyId: bytes.readUInt32BE(), signature: bytes.subarray(KEY_ID_BYTES) };
}

function decode(note: string | Uint8Array): string {
  let text: string;
  try {
    text =
      typeof note === 'string'
        ? note
        : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(note);
  } catch {
    throw new NoteError('malformed note');
  }
  if (text.length > MAX_BYTES || !isNoteText(text)) throw new NoteError('malformed note');
  return text;
}

/** Text that has a form in UTF-8, without control characters below the space but for line breaks. */
const isNoteText = (text: string): boolean => !/[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u.test(text);

const sameKey = (
  a: Pick<NoteSignature, 'name' | 'keyId'>,
  b: Pick<NoteSignature, 'name' | 'keyId'>,
): boolean => a.name === b.name && a.keyId === b.keyId;
