import { createHash } from 'node:crypto';

/**
 * The Message-ID of a digest (RFC 5322): it follows from the notifications in it, in whatever order, so that a digest sent twice
 * arrives as one message.
 */
export function messageIdOf(notifications: readonly string[]): string {
  const hash = createHash('sha256')
    .update([...notifications].sort().join('\n'))
    .digest('hex');
  return `<${hash.slice(0, 40)}@digest.luze>`;
}
