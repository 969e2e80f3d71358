import type { Request } from 'express';
import type { SecretKey } from '../../../../libs/privacy/secret-key.js';

/** The hash is stored, so nothing that somebody could guess from it may go in. */
const SECRET = /password/i;

/**
 * HMAC-SHA-256 (hex) of method, path and body, with the keys of objects in order and without passwords: the same request however it was
 * written. The ledger keeps it, so without the key nobody may try which name or text it is of.
 */
export const requestHashOf = ({ method, path, body }: Request, key: SecretKey): string =>
  key.codeOf(JSON.stringify([method, path, inOrder(body)]));

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([key]) => !SECRET.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, inOrder(inner)]);
}
