import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreateFinding1795478506001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finding (
        what text NOT NULL,
        about text NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        seq int NOT NULL,
        PRIMARY KEY (what, about)
      )`);
    await grantToApplication(runner, 'finding');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'finding');
  }
}
