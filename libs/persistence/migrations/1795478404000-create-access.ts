import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreateAccess1795478404000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        officer_id text PRIMARY KEY REFERENCES officer DEFERRABLE INITIALLY DEFERRED,
        username text NOT NULL UNIQUE,
        password_hash text NOT NULL,
        must_change_password boolean NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE role_grant (
        officer_id text NOT NULL REFERENCES officer DEFERRABLE INITIALLY DEFERRED,
        role text NOT NULL CHECK (role IN ('officer', 'clerk', 'supervisor', 'auditor', 'administrator')),
        unit_id text NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (officer_id, role, unit_id)
      )`);
    await runner.query(`
      CREATE TABLE session (
        token_hash text PRIMARY KEY,
        officer_id text NOT NULL REFERENCES officer DEFERRABLE INITIALLY DEFERRED,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL
      )`);
    await runner.query(`CREATE INDEX session_expires ON session (expires_at)`);
    await runner.query(`
      CREATE TABLE idempotency_key (
        caller text NOT NULL,
        key text NOT NULL,
        request_hash text NOT NULL,
        status int,
        response jsonb,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (caller, key)
      )`);
    await runner.query(`CREATE INDEX idempotency_key_created ON idempotency_key (created_at)`);
    await grantToApplication(runner, 'account', 'role_grant', 'session', 'idempotency_key');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'idempotency_key', 'session', 'role_grant', 'account');
  }
}
