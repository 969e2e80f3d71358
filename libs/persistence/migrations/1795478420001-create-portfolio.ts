import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreatePortfolio1795478420001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE portfolio (
        id text PRIMARY KEY,
        post_id text NOT NULL REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        version int NOT NULL,
        CHECK (ends_at >= starts_at)
      )`);
    await runner.query(`CREATE INDEX portfolio_post ON portfolio (post_id)`);
    await runner.query(`CREATE INDEX portfolio_unit ON portfolio (unit_id)`);
    await grantToApplication(runner, 'portfolio');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'portfolio');
  }
}
