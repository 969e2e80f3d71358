import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

/** What comes in without an account: which unit takes it for which duties, what it says, and how the answer pleased. */
export class CreateIntake1795478470001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE intake_setting (
        id text PRIMARY KEY,
        duties text[] NOT NULL,
        version int NOT NULL
      )`);
    // Words of people about people: they are here and nowhere in the ledger.
    await runner.query(`
      CREATE TABLE intake_report (
        id text PRIMARY KEY,
        receipt_hash text NOT NULL UNIQUE,
        unit_id text NOT NULL,
        obligation_id text NOT NULL UNIQUE,
        text text NOT NULL,
        contact text,
        remark text,
        received_at timestamptz(3) NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE intake_rating (
        obligation_id text PRIMARY KEY,
        satisfied int NOT NULL,
        rated_at timestamptz(3) NOT NULL
      )`);
    await grantToApplication(runner, 'intake_setting', 'intake_report', 'intake_rating');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'intake_rating', 'intake_report', 'intake_setting');
  }
}
