import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreateEvidenceFile1795478450001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evidence_file (
        sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size_bytes bigint NOT NULL CHECK (size_bytes > 0),
        touched_at timestamptz(3) NOT NULL
      )`);
    await runner.query(`CREATE INDEX evidence_file_touched ON evidence_file (touched_at)`);
    await runner.query(`
      CREATE TABLE evidence_upload (
        sha256 text NOT NULL REFERENCES evidence_file ON DELETE CASCADE,
        officer_id text NOT NULL,
        unit_id text NOT NULL,
        name text NOT NULL,
        type text NOT NULL,
        declared_at timestamptz(3) NOT NULL,
        PRIMARY KEY (sha256, officer_id, unit_id)
      )`);
    await grantToApplication(runner, 'evidence_file', 'evidence_upload');
    await runner.query(`ALTER TABLE document ADD COLUMN touched_at timestamptz(3) NOT NULL DEFAULT now()`);
    await runner.query(`CREATE INDEX document_touched ON document (touched_at)`);

    // Which documents and files an entry refers to: found by them, it tells who may see one, and that it is no orphan.
    await runner.query(`
      CREATE FUNCTION documents_in(body json) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT found[1]), '{}')
        FROM regexp_matches(body::text, '"([0-9a-f]{64})"', 'g') AS found
      $$`);
    // The condition costs less than the function, and most entries refer to nothing.
    await runner.query(`
      CREATE INDEX ledger_entry_documents ON ledger_entry USING gin (documents_in(body))
      WHERE body::text ~ '"[0-9a-f]{64}"'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ledger_entry_documents`);
    await runner.query(`DROP FUNCTION documents_in(json)`);
    await runner.query(`ALTER TABLE document DROP COLUMN touched_at`);
    await dropTables(runner, 'evidence_upload', 'evidence_file');
  }
}
