import { createPublicKey, verify } from 'node:crypto';
import { COSIGNATURE, KeyError, keyIdOf, parseKeyText } from './key-form.js';

/** Checks the signatures of one key under notes. */
export interface VerifierKey {
  readonly name: string;
  /** Names the key in signatures, together with its name. */
  readonly id: number;
  /** Whether it signs as a witness: with the time, and no more than "I saw this, and it went on from what I saw before". */
  readonly witness: boolean;
  /** `name+hash+key`. */
  readonly text: string;
  verifies(text: Buffer, signature: Buffer): boolean;
}

/** Bytes before the 32 of an Ed25519 public key in its DER form (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const TIMESTAMP_BYTES = 8;
const SIGNATURE_BYTES = 64;

/**
 * Reads `name+hash+key` of a log or of a witness.
 *
 * @throws KeyError for a text that is none, or that was changed
 */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, id, type, key } = parseKeyText(text);
  if (id !== keyIdOf(name, type, key)) throw new KeyError('the key is not the one that its hash was made of');
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' });
  const verifies = (message: Buffer, signature: Buffer): boolean =>
    signature.length === SIGNATURE_BYTES && verify(null, message, publicKey, signature);
  if (type !== COSIGNATURE) return { name, id, witness: false, text, verifies };
  return {
    name,
    id,
    witness: true,
    text,
    verifies: (message, cosignature) =>
      cosignature.length === TIMESTAMP_BYTES + SIGNATURE_BYTES &&
      verifies(cosignedMessage(message, cosignedAt(cosignature)), cosignature.subarray(TIMESTAMP_BYTES)),
  };
}

/** When a witness signed, in seconds since 1970: the first 8 bytes of its signature. */
export const cosignedAt = (cosignature: Buffer): bigint => cosignature.readBigUInt64BE();

/** What a witness signs: C2SP tlog-cosignature, `cosignature/v1`. */
export const cosignedMessage = (text: Buffer, atSeconds: bigint): Buffer =>
  Buffer.concat([Buffer.from(`cosignature/v1\ntime ${atSeconds}\n`), text]);
