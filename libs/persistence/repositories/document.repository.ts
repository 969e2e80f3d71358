import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

export type DocumentType = 'text/plain' | 'application/json';

/**
 * Keeps a text under what it says. The same text twice is one document.
 *
 * @returns its id: SHA-256 of the content in UTF-8, lower-case hex
 */
export async function storeDocument(
  manager: EntityManager,
  mediaType: DocumentType,
  content: string,
): Promise<string> {
  const id = createHash('sha256').update(content, 'utf8').digest('hex');
  await manager.query(
    `INSERT INTO document (id, media_type, content, stored_at) VALUES ($1, $2, $3, now()) ON CONFLICT (id) DO NOTHING`,
    [id, mediaType, content],
  );
  return id;
}
