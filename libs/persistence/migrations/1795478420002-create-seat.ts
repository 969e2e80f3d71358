import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreateSeat1795478420002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seat (
        id text PRIMARY KEY,
        body_id text NOT NULL REFERENCES body DEFERRABLE INITIALLY DEFERRED,
        post_id text NOT NULL REFERENCES post DEFERRABLE INITIALLY DEFERRED,
        held_as text NOT NULL CHECK (held_as IN ('member', 'chair', 'secretary')),
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        version int NOT NULL,
        CHECK (ends_at >= starts_at)
      )`);
    await runner.query(`CREATE INDEX seat_body ON seat (body_id)`);
    await runner.query(`CREATE INDEX seat_post ON seat (post_id)`);
    await grantToApplication(runner, 'seat');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'seat');
  }
}
