import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

export class CreateNotification1795478407000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification (
        id uuid PRIMARY KEY,
        officer_id text NOT NULL,
        channel text NOT NULL CHECK (channel IN ('inbox', 'mail')),
        subject text NOT NULL,
        seq int NOT NULL,
        kind text NOT NULL,
        action text,
        stage text,
        party text,
        post_id text,
        told_as text NOT NULL,
        at timestamptz(3) NOT NULL,
        read_at timestamptz(3),
        message_id text,
        sent_at timestamptz(3)
      )`);
    await runner.query(
      `CREATE INDEX notification_inbox ON notification (officer_id, at, id) WHERE channel = 'inbox'`,
    );
    await runner.query(
      `CREATE INDEX notification_unsent ON notification (officer_id, at, id) WHERE channel = 'mail' AND sent_at IS NULL`,
    );
    await grantToApplication(runner, 'notification');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'notification');
  }
}
