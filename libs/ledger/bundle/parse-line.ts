import { isUtf8 } from 'node:buffer';
import { fromBase64 } from '../notes/key-form.js';
import { SALT_BYTES } from '../sealed.js';
import { HASH_BYTES } from '../tree/hashes.js';
import {
  ENTRY_FIELD,
  FORMAT,
  VERSION,
  noLeaves,
  type BundleEnd,
  type BundleHeader,
} from './bundle-format.js';

/** A line that no bundle has. */
export class MalformedLine extends Error {
  override readonly name = 'MalformedLine';
}

export interface ParsedLeaf {
  readonly index: number;
  readonly record: Buffer;
  readonly proof: readonly Buffer[] | null;
  readonly state: 'whole' | 'erased' | 'hidden' | 'gone';
  /** Null where the line does not tell. */
  readonly subject: string | null;
  readonly seq: number | null;
  readonly salt: Buffer | null;
  /** The bytes that were sealed. */
  readonly text: Buffer | null;
}

export type ParsedLine =
  | { readonly what: 'leaf'; readonly leaf: ParsedLeaf }
  | { readonly what: 'checkpoint'; readonly note: string }
  | { readonly what: 'end'; readonly end: BundleEnd };

const END = Buffer.from('}\n');

type Fields = Readonly<Record<string, unknown>>;

const MAX_SEQ = 2 ** 31 - 1;
/** A path in a tree of 2^53 leaves has no more. */
const MAX_PROOF_HASHES = 64;

/**
 * The first line.
 *
 * @throws MalformedLine for one that is no header, or one of another version
 */
export function parseHeader(line: Buffer): BundleHeader {
  const header = fieldsOf(line);
  if (header.bundle !== FORMAT) throw new MalformedLine('it does not begin as a bundle does');
  if (header.version !== VERSION)
    throw new MalformedLine(
      `it is written in version ${String(header.version)} of the format, not ${VERSION}`,
    );
  const { selection, later, keys } = header;
  const ok =
    isText(header.exportedAt) &&
    isText(header.checkpoint) &&
    Array.isArray(keys) &&
    keys.every(isText) &&
    isCount(later) &&
    (selection === null || (isFields(selection) && Object.values(selection).every(isText)));
  if (!ok) throw new MalformedLine('its header is not complete');
  return header as unknown as BundleHeader;
}

/**
 * Any other line, with its line break.
 *
 * @throws MalformedLine
 */
export function parseLine(line: Buffer): ParsedLine {
  const at = line.indexOf(ENTRY_FIELD);
  if (at >= 0) return { what: 'leaf', leaf: wholeLeaf(line, at) };
  const fields = fieldsOf(line);
  if (isText(fields.checkpoint)) return { what: 'checkpoint', note: fields.checkpoint };
  if (isFields(fields.end)) return { what: 'end', end: endOf(fields.end) };
  return { what: 'leaf', leaf: bareLeaf(fields) };
}

function wholeLeaf(line: Buffer, at: number): ParsedLeaf {
  if (!line.subarray(-END.length).equals(END)) throw new MalformedLine('it ends too early');
  // The entry is read by itself: no field before it can be taken for one of its own.
  const head = fieldsOf(Buffer.concat([line.subarray(0, at), END]));
  const text = line.subarray(at + ENTRY_FIELD.length, -END.length);
  const { subject, seq } = fieldsOf(text);
  if (!isText(subject) || !isSeq(seq)) throw new MalformedLine('the entry has no subject and number');
  return {
    ...placeOf(head),
    state: 'whole',
    subject,
    seq,
    salt: bytesOf(head.salt, SALT_BYTES, 'salt'),
    text,
  };
}

function bareLeaf(fields: Fields): ParsedLeaf {
  const leaf = { ...placeOf(fields), subject: null, seq: null, salt: null, text: null };
  if (fields.gone === true) return { ...leaf, state: 'gone' };
  if (fields.erased !== true) return { ...leaf, state: 'hidden' };
  const { subject, seq } = fields;
  if (!isText(subject) || !isSeq(seq)) throw new MalformedLine('the erased entry has no subject and number');
  return { ...leaf, state: 'erased', subject, seq };
}

function placeOf({ index, record, proof }: Fields): Pick<ParsedLeaf, 'index' | 'record' | 'proof'> {
  if (!isCount(index)) throw new MalformedLine('it has no index');
  return { index, record: bytesOf(record, HASH_BYTES, 'record'), proof: proofOf(proof) };
}

function proofOf(proof: unknown): Buffer[] | null {
  if (proof === undefined) return null;
  if (!Array.isArray(proof) || proof.length > MAX_PROOF_HASHES) throw new MalformedLine('its proof is none');
  return proof.map((hash) => bytesOf(hash, HASH_BYTES, 'proof'));
}

function endOf({ leaves, sha256 }: Fields): BundleEnd {
  const states = Object.keys(noLeaves());
  if (!isText(sha256) || !isFields(leaves) || !states.every((state) => isCount(leaves[state])))
    throw new MalformedLine('the last line is not complete');
  return { leaves: leaves as unknown as BundleEnd['leaves'], sha256 };
}

function fieldsOf(bytes: Buffer): Fields {
  if (!isUtf8(bytes)) throw new MalformedLine('it is not UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new MalformedLine('it is not JSON');
  }
  if (!isFields(value)) throw new MalformedLine('it is not a JSON object');
  return value;
}

function bytesOf(value: unknown, length: number, what: string): Buffer {
  const bytes = isText(value) ? fromBase64(value) : null;
  if (bytes?.length !== length) throw new MalformedLine(`its ${what} is not ${length} bytes in base64`);
  return bytes;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isSeq = (value: unknown): value is number => isCount(value) && value >= 1 && value <= MAX_SEQ;
