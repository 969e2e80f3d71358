import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

/** Texts that concern a person are kept under a key of that person, and what is kept of requests under that of the instance. */
export class CreatePersonKey1795478504001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person_key (
        id text PRIMARY KEY CHECK (id ~ '^(officer|report)/.'),
        key bytea,
        made_at timestamptz(3),
        erased_at timestamptz(3),
        CHECK ((key IS NULL) = (made_at IS NULL) AND (key IS NULL) = (erased_at IS NOT NULL))
      )`);
    await runner.query(`
      ALTER TABLE document ALTER COLUMN content DROP NOT NULL, ADD COLUMN person_id text REFERENCES person_key,
        ADD COLUMN sealed bytea, ADD CONSTRAINT document_of_person
        CHECK (CASE WHEN person_id IS NULL THEN content IS NOT NULL AND sealed IS NULL ELSE content IS NULL END)`);
    await runner.query(`CREATE INDEX document_person ON document (person_id) WHERE person_id IS NOT NULL`);
    for (const column of ['text', 'contact', 'remark'])
      await runner.query(
        `ALTER TABLE intake_report ALTER COLUMN ${column} TYPE bytea USING convert_to(${column}, 'UTF8')`,
      );
    await runner.query(`ALTER TABLE intake_report ALTER COLUMN text DROP NOT NULL`);
    await runner.query(`ALTER TABLE idempotency_key ALTER COLUMN response TYPE bytea USING NULL`);
    await grantToApplication(runner, 'person_key');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE idempotency_key ALTER COLUMN response TYPE jsonb USING NULL`);
    await runner.query(`UPDATE intake_report SET text = '' WHERE text IS NULL`);
    await runner.query(`ALTER TABLE intake_report ALTER COLUMN text SET NOT NULL`);
    for (const column of ['text', 'contact', 'remark'])
      await runner.query(
        `ALTER TABLE intake_report ALTER COLUMN ${column} TYPE text USING encode(${column}, 'base64')`,
      );
    await runner.query(`DELETE FROM document WHERE person_id IS NOT NULL`);
    await runner.query(`
      ALTER TABLE document DROP CONSTRAINT document_of_person, DROP COLUMN sealed, DROP COLUMN person_id,
        ALTER COLUMN content SET NOT NULL`);
    await dropTables(runner, 'person_key');
  }
}
