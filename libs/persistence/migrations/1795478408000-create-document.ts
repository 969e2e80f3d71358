import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreateDocument1795478408000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document (
        id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),
        media_type text NOT NULL,
        content text NOT NULL,
        stored_at timestamptz(3) NOT NULL
      )`);
    await grantToApplication(runner, 'document');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'document');
  }
}
