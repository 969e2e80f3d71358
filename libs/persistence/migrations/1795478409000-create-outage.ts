import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreateOutage1795478409000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outage (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        CHECK (ends_at >= starts_at)
      )`);
    await runner.query(`CREATE INDEX outage_ends ON outage (ends_at)`);
    // One watch runs at a time.
    await runner.query(`CREATE UNIQUE INDEX outage_watch ON outage ((true)) WHERE ends_at IS NULL`);
    await grantToApplication(runner, 'outage');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'outage');
  }
}
