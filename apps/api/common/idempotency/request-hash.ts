import { createHash } from 'node:crypto';
import type { Request } from 'express';

/** The hash is stored, so nothing that somebody could guess from it may go in. */
const SECRET = /password/i;

/**
 * SHA-256 (hex) of method, path and body, with the keys of objects in order and without passwords: the same request however it
 * was written.
 */
export const requestHashOf = ({ method, path, body }: Request): string =>
  createHash('sha256')
    .update(JSON.stringify([method, path, inOrder(body)]))
    .digest('hex');

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([key]) => !SECRET.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, inOrder(inner)]);
}
