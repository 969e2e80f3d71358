import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

/** Each has a row in its own table, and one in `<table>_version` for each instant from which it is something else. */
const DATED = ['unit', 'post', 'body'] as const;

const TABLES = [
  'unit',
  'post',
  'body',
  'unit_version',
  'post_version',
  'body_version',
  'officer',
  'tenure',
  'absence',
  'policy',
] as const;

/** References are checked at the commit, so that an import need not mind the order of its rows. */
export class CreateOrganisation1795478402000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of DATED) {
      await runner.query(`
        CREATE TABLE ${table} (
          id text PRIMARY KEY,
          ended_at timestamptz(3),
          version int NOT NULL
        )`);
    }
    await runner.query(`
      CREATE TABLE unit_version (
        id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        starts_at timestamptz(3) NOT NULL,
        parent_id text REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        title jsonb NOT NULL,
        calendar_id text NOT NULL,
        PRIMARY KEY (id, starts_at)
      )`);
    await runner.query(`
      CREATE TABLE post_version (
        id text NOT NULL REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        starts_at timestamptz(3) NOT NULL,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        title jsonb NOT NULL,
        kind text NOT NULL,
        managed_by text REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (id, starts_at)
      )`);
    await runner.query(`
      CREATE TABLE body_version (
        id text NOT NULL REFERENCES body DEFERRABLE INITIALLY DEFERRED,
        starts_at timestamptz(3) NOT NULL,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        title jsonb NOT NULL,
        kind text NOT NULL,
        superior_post_id text REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        quorum jsonb,
        desk_post_id text REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (id, starts_at)
      )`);
    for (const table of DATED) {
      // What stands at an instant is the row whose `during` holds it; the last one lasts for ever.
      await runner.query(`
        CREATE VIEW ${table}_span AS
        SELECT v.*, t.ended_at,
          tstzrange(v.starts_at, lead(v.starts_at) OVER (PARTITION BY v.id ORDER BY v.starts_at)) AS during
        FROM ${table}_version v JOIN ${table} t ON t.id = v.id`);
    }
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
    await grantToApplication(runner, ...TABLES, ...DATED.map((table) => `${table}_span`));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of DATED) await runner.query(`DROP VIEW ${table}_span`);
    await dropTables(runner, ...[...TABLES].reverse());
  }
}
