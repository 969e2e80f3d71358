import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * The one text of a value: JSON with sorted keys and no spaces (RFC 8785), so that two who hold the same facts hold the same bytes.
 *
 * @throws Error for a number that is not finite, and for a value that contains itself
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('undefined has no JSON');
  return text;
}

/** SHA-256 of a text in UTF-8, lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * What a command asks for, as one hash: the same whoever computes it, when, and under which id. An id that comes back with another
 * hash is an id used twice.
 */
export function commandHash(command: object): string {
  const { id: _id, at: _at, ...asked } = command as { id?: unknown; at?: unknown };
  return sha256(canonicalJson(asked));
}
