import { createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { ED25519, KEY_BYTES, KeyError, isKeyName, keyIdOf, keyText, parseKeyText } from './key-form.js';

/** Signs notes. */
export interface SigningKey {
  readonly name: string;
  readonly id: number;
  /** `name+hash+key`: what others check its signatures with. */
  readonly verifier: string;
  sign(text: Buffer): Buffer;
}

const PREFIX = 'PRIVATE+KEY+';
/** Bytes before the 32 of an Ed25519 private key in its DER form (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * A new key, as the text that `parseSigningKey` reads: `PRIVATE+KEY+name+hash+key`. It is a secret.
 *
 * @throws KeyError for a name that no key can have
 */
export function generateSigningKey(name: string): string {
  if (!isKeyName(name))
    throw new KeyError('the name of a key is not empty and has no white space and no plus sign');
  const seed = randomBytes(KEY_BYTES);
  const id = keyIdOf(name, ED25519, publicBytes(privateKeyOf(seed)));
  return PREFIX + keyText(name, id, ED25519, seed);
}

/**
 * Reads `PRIVATE+KEY+name+hash+key`.
 *
 * @throws KeyError, which never says what was given
 */
export function parseSigningKey(text: string): SigningKey {
  if (!text.startsWith(PREFIX)) throw new KeyError('malformed key');
  const { name, id, type, key } = parseKeyText(text.slice(PREFIX.length));
  if (type !== ED25519) throw new KeyError('unknown type of key');
  const privateKey = privateKeyOf(key);
  const publicKey = publicBytes(privateKey);
  if (id !== keyIdOf(name, type, publicKey))
    throw new KeyError('the key is not the one that its hash was made of');
  return {
    name,
    id,
    verifier: keyText(name, id, type, publicKey),
    sign: (message) => sign(null, message, privateKey),
  };
}

const privateKeyOf = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

const publicBytes = (privateKey: KeyObject): Buffer =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
