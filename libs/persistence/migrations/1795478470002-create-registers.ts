import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

/** The institution's own channels, and its key dates. */
export class CreateRegisters1795478470002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE channel (
        id text PRIMARY KEY,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        kind text NOT NULL,
        title jsonb NOT NULL,
        owner_post_id text NOT NULL REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        deputy_post_id text REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        version int NOT NULL,
        CHECK (ends_at >= starts_at)
      )`);
    await runner.query(`CREATE INDEX channel_unit ON channel (unit_id, id)`);
    await runner.query(`
      CREATE TABLE key_date (
        id text PRIMARY KEY,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        title jsonb NOT NULL,
        date_from date NOT NULL,
        date_to date NOT NULL,
        cancelled_at timestamptz(3),
        version int NOT NULL,
        CHECK (date_to >= date_from)
      )`);
    await runner.query(`CREATE INDEX key_date_unit ON key_date (unit_id, date_from)`);
    await grantToApplication(runner, 'channel', 'key_date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'key_date', 'channel');
  }
}
