import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreateCalendar1795478403000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar_version (
        id text NOT NULL,
        version int NOT NULL,
        zone text NOT NULL,
        official_years int[] NOT NULL,
        published_at timestamptz(3) NOT NULL,
        PRIMARY KEY (id, version)
      )`);
    await runner.query(`
      CREATE TABLE calendar_day (
        calendar_id text NOT NULL,
        version int NOT NULL,
        date date NOT NULL,
        working boolean NOT NULL,
        name text NOT NULL,
        PRIMARY KEY (calendar_id, version, date),
        FOREIGN KEY (calendar_id, version) REFERENCES calendar_version DEFERRABLE INITIALLY DEFERRED
      )`);
    await grantToApplication(runner, 'calendar_version', 'calendar_day');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'calendar_day', 'calendar_version');
  }
}
