import { hash } from 'node:crypto';

/** The hashes of a Merkle tree over records: RFC 6962, section 2.1, with SHA-256. */

export const HASH_BYTES = 32;

const LEAF = 0;
const NODE = 1;

/** The root of the tree without a leaf. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

/** The hash of a record as a leaf of the tree. */
export function leafHash(record: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + record.length);
  input[0] = LEAF;
  input.set(record, 1);
  return hash('sha256', input, 'buffer');
}

/** Filled anew by each call: a log of a million entries has a million nodes, and none of them needs memory of its own. */
const pair = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

/** The hash of a node over its two children. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return hash('sha256', pair, 'buffer');
}

/** Whether two hashes are the same. Nothing here is secret, so how long it takes tells nobody anything. */
export const sameHash = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
