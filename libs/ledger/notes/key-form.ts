import { hash } from 'node:crypto';

/** What the keys of signed notes have in common: golang.org/x/mod/sumdb/note and C2SP signed-note. */

/** Signature types, by the byte before the key. */
export const ED25519 = 1;
/** A timestamped Ed25519 cosignature of a witness (C2SP tlog-cosignature). */
export const COSIGNATURE = 4;

export const KEY_BYTES = 32;

/** A key that is none, or not one of these. Its message never holds the key. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** Whether a key can be named so: not empty, without white space and plus signs. */
export const isKeyName = (name: string): boolean =>
  name !== '' && !/[\p{White_Space}\p{Surrogate}+]/u.test(name);

/** The number that stands for a key in signatures: 32 bits of the hash of its name, type and public key. */
export const keyIdOf = (name: string, type: number, publicKey: Uint8Array): number =>
  hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]),
    'buffer',
  ).readUInt32BE();

/** `name+hash+key`, as it is given to whoever verifies. */
export const keyText = (name: string, id: number, type: number, key: Uint8Array): string =>
  `${name}+${id.toString(16).padStart(8, '0')}+${Buffer.concat([Buffer.of(type), key]).toString('base64')}`;

/** What `keyText` wrote. */
export function parseKeyText(text: string): { name: string; id: number; type: number; key: Buffer } {
  // The name has no plus sign; base64 may.
  const [, name = '', id = '', base64 = ''] = /^([^+]+)\+([0-9a-fA-F]{8})\+([^]+)$/.exec(text) ?? [];
  const bytes = fromBase64(base64);
  const type = bytes?.[0];
  if (!isKeyName(name) || bytes === null || bytes.length !== 1 + KEY_BYTES)
    throw new KeyError('malformed key');
  if (type !== ED25519 && type !== COSIGNATURE) throw new KeyError('unknown type of key');
  return { name, id: parseInt(id, 16), type, key: bytes.subarray(1) };
}

/** The bytes of base64 with its padding (RFC 4648, section 4); null for any other text, also a second way of writing the same bytes. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
