import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

/** Sittings of bodies; made from their subjects. */
export class CreateMeeting1795478440001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE meeting (
        id text PRIMARY KEY,
        unit_id text NOT NULL,
        body_id text NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        status text NOT NULL,
        called_by text NOT NULL,
        posts text[] NOT NULL,
        closed_at timestamptz(3),
        version int NOT NULL
      )`);
    await runner.query('CREATE INDEX meeting_unit ON meeting (unit_id, starts_at, id)');
    await runner.query('CREATE INDEX meeting_posts ON meeting USING gin (posts)');
    await grantToApplication(runner, 'meeting');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'meeting');
  }
}
