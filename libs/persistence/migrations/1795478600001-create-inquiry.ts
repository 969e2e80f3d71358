import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

/** Inquiries, as far as it is to be known who sees which; made from their subjects. */
export class CreateInquiry1795478600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inquiry (
        id text PRIMARY KEY,
        unit_id text NOT NULL,
        answering text NOT NULL,
        opened_in text,
        launched text,
        members text[] NOT NULL,
        posts text[] NOT NULL,
        concerned text[] NOT NULL,
        notified text[] NOT NULL,
        notified_posts text[] NOT NULL,
        version int NOT NULL
      )`);
    await runner.query('CREATE INDEX inquiry_unit ON inquiry (unit_id, id)');
    for (const column of ['members', 'posts', 'notified', 'notified_posts'])
      await runner.query(`CREATE INDEX inquiry_${column} ON inquiry USING gin (${column})`);
    await grantToApplication(runner, 'inquiry');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'inquiry');
  }
}
