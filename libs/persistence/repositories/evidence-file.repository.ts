import type { EntityManager } from 'typeorm';
import type { OfficerId, UnitId } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import type { EvidenceUploadEntity } from '../entities/evidence-upload.entity.js';

/** Entries whose body names the document or file in `:document`; the condition is the one of the index. */
export const NAMES_DOCUMENT = `entry.body::text ~ '"[0-9a-f]{64}"' AND documents_in(entry.body) @> ARRAY[:document]`;

/** Until the transaction ends, nobody else gives this file a place or takes it away. */
export const lockEvidenceFile = (manager: EntityManager, sha256: string): Promise<unknown> =>
  manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`evidence/${sha256}`]);

export interface Upload {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly officerId: OfficerId;
  readonly unitId: UnitId;
  readonly name: string;
  readonly type: string;
  readonly declaredAt: Instant;
}

/**
 * Writes the rows of an upload; a file that is there already stays one.
 *
 * @returns whether this officer uploads it for this unit for the first time
 */
export async function writeUpload(manager: EntityManager, upload: Upload): Promise<boolean> {
  const { sha256, sizeBytes, officerId, unitId, name, type, declaredAt } = upload;
  await manager.query(
    `INSERT INTO evidence_file (sha256, size_bytes, touched_at) VALUES ($1, $2, now())
     ON CONFLICT (sha256) DO UPDATE SET touched_at = now()`,
    [sha256, sizeBytes],
  );
  const [row] = await manager.query<{ is_new: boolean }[]>(
    `INSERT INTO evidence_upload (sha256, officer_id, unit_id, name, type, declared_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (sha256, officer_id, unit_id) DO UPDATE SET name = $4, type = $5 RETURNING xmax = 0 AS is_new`,
    [sha256, officerId, unitId, name, type, declaredAt],
  );
  return row?.is_new ?? false;
}

/** Every upload of the files, the latest first. */
export const uploadsOf = (
  manager: EntityManager,
  sha256s: readonly string[],
): Promise<
  (Pick<EvidenceUploadEntity, 'sha256' | 'name' | 'type'> & {
    officerId: string;
    unitId: string;
    sizeBytes: number;
  })[]
> =>
  manager.query(
    `SELECT u.sha256, u.name, u.type, u.officer_id AS "officerId", u.unit_id AS "unitId", f.size_bytes::int AS "sizeBytes"
     FROM evidence_upload u JOIN evidence_file f USING (sha256)
     WHERE u.sha256 = ANY($1) ORDER BY u.declared_at DESC`,
    [sha256s],
  );

/** Keeps files from being collected for as long as a command may take; answers those that are there. */
export async function touchEvidenceFiles(
  manager: EntityManager,
  sha256s: readonly string[],
): Promise<Set<string>> {
  const [rows] = await manager.query<[{ sha256: string }[], number]>(
    'UPDATE evidence_file SET touched_at = now() WHERE sha256 = ANY($1) RETURNING sha256',
    [sha256s],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}
