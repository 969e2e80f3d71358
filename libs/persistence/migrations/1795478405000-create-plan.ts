import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreatePlan1795478405000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE plan (
        id text PRIMARY KEY,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        title jsonb NOT NULL,
        adoption_date date NOT NULL,
        trial_until date,
        trial_office text,
        pack_version int NOT NULL,
        document text NOT NULL,
        imported_at timestamptz(3) NOT NULL,
        version int NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE duty (
        id text NOT NULL,
        version int NOT NULL,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        plan_id text REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
        definition jsonb NOT NULL,
        published_at timestamptz(3) NOT NULL,
        PRIMARY KEY (id, version)
      )`);
    await grantToApplication(runner, 'plan', 'duty');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'duty', 'plan');
  }
}
