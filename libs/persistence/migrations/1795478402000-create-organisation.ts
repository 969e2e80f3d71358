import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

/** References are checked at the commit, so that an import need not mind the order of its rows. */
export class CreateOrganisation1795478402000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unit (
        id text PRIMARY KEY,
        parent_id text REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        title jsonb NOT NULL,
        calendar_id text NOT NULL,
        ended_at timestamptz(3),
        version int NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE post (
        id text PRIMARY KEY,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        title jsonb NOT NULL,
        kind text NOT NULL,
        managed_by text REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        ended_at timestamptz(3),
        version int NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE body (
        id text PRIMARY KEY,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        title jsonb NOT NULL,
        kind text NOT NULL,
        chair_post_id text NOT NULL REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        secretary_post_id text REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        member_post_ids text[] NOT NULL,
        superior_post_id text REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        ended_at timestamptz(3),
        version int NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE officer (
        id text PRIMARY KEY,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        name text NOT NULL,
        email text,
        version int NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE tenure (
        id text PRIMARY KEY,
        post_id text NOT NULL REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        officer_id text NOT NULL REFERENCES officer DEFERRABLE INITIALLY DEFERRED,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        version int NOT NULL,
        CHECK (ends_at >= starts_at)
      )`);
    await runner.query(`CREATE INDEX tenure_post ON tenure (post_id)`);
    await runner.query(`CREATE INDEX tenure_officer ON tenure (officer_id)`);
    await runner.query(`
      CREATE TABLE absence (
        id text PRIMARY KEY,
        officer_id text NOT NULL REFERENCES officer DEFERRABLE INITIALLY DEFERRED,
        substitute_id text NOT NULL REFERENCES officer DEFERRABLE INITIALLY DEFERRED,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        version int NOT NULL,
        CHECK (ends_at >= starts_at),
        CHECK (officer_id <> substitute_id)
      )`);
    await runner.query(`CREATE INDEX absence_officer ON absence (officer_id)`);
    await runner.query(`
      CREATE TABLE policy (
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        version int NOT NULL,
        policy jsonb NOT NULL,
        set_at timestamptz(3) NOT NULL,
        PRIMARY KEY (unit_id, version)
      )`);
    await grantToApplication(runner, 'unit', 'post', 'body', 'officer', 'tenure', 'absence', 'policy');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'policy', 'absence', 'tenure', 'officer', 'body', 'post', 'unit');
  }
}
