import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

export type DocumentType = 'text/plain' | 'application/json';

/**
 * Keeps a text that concerns no person, under what it says. The same text twice is one document.
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
    `INSERT INTO document (id, media_type, content, stored_at) VALUES ($1, $2, $3, now())
     ON CONFLICT (id) DO UPDATE SET touched_at = now()`,
    [id, mediaType, content],
  );
  return id;
}

/** Keeps a text that was encrypted under the key of a person. The same id is the same text. */
export async function storeSealedDocument(
  manager: EntityManager,
  { id, person, sealed }: { readonly id: string; readonly person: string; readonly sealed: Buffer },
): Promise<void> {
  await manager.query(
    `INSERT INTO document (id, media_type, person_id, sealed, stored_at) VALUES ($1, 'text/plain', $2, $3, now())
     ON CONFLICT (id) DO UPDATE SET touched_at = now()`,
    [id, person, sealed],
  );
}

/** Keeps documents from being collected for as long as a command may take; answers those that are there. */
export async function touchDocuments(manager: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const [rows] = await manager.query<[{ id: string }[], number]>(
    'UPDATE document SET touched_at = now() WHERE id = ANY($1) RETURNING id',
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
