import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreateWatchdogRun1795478506002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE watchdog_run (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3) NOT NULL,
        open_subjects int NOT NULL,
        running_workflows int NOT NULL,
        mismatches jsonb NOT NULL,
        repaired int NOT NULL,
        counted_up_to text NOT NULL
      )`);
    await grantToApplication(runner, 'watchdog_run');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'watchdog_run');
  }
}
