import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

/** Of whom the erasure was asked for or done, and for whom a legal hold prevents it. */
export class CreateErasure1795478504002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE officer ADD COLUMN erased_at timestamptz(3)`);
    await runner.query(`
      CREATE TABLE erasure (
        officer_id text PRIMARY KEY REFERENCES officer DEFERRABLE INITIALLY DEFERRED,
        grounds text NOT NULL,
        requested_by text NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        erased_at timestamptz(3)
      )`);
    await runner.query(`
      CREATE TABLE legal_hold (
        id text PRIMARY KEY,
        officer_id text NOT NULL REFERENCES officer DEFERRABLE INITIALLY DEFERRED,
        grounds text NOT NULL,
        placed_by text NOT NULL,
        placed_at timestamptz(3) NOT NULL,
        released_at timestamptz(3)
      )`);
    await runner.query(`CREATE INDEX legal_hold_officer ON legal_hold (officer_id)`);
    // A rebuild puts a key that was destroyed away again, in whatever order the tables come.
    await runner.query(`
      ALTER TABLE document ALTER CONSTRAINT document_person_id_fkey DEFERRABLE INITIALLY DEFERRED`);
    await grantToApplication(runner, 'erasure', 'legal_hold');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE document ALTER CONSTRAINT document_person_id_fkey NOT DEFERRABLE`);
    await dropTables(runner, 'legal_hold', 'erasure');
    await runner.query(`ALTER TABLE officer DROP COLUMN erased_at`);
  }
}
