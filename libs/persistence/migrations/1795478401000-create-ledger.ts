import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE, dropTables, grantToApplication } from '../application-role.js';

export class CreateLedger1795478401000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A role belongs to the whole server: another database may have made it, and stays in need of it.
    await runner.query(`
      DO $$ BEGIN
        CREATE ROLE ${APPLICATION_ROLE} NOLOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    await runner.query(`
      DO $$ BEGIN
        IF NOT pg_has_role(current_user, '${APPLICATION_ROLE}', 'MEMBER') THEN
          EXECUTE format('GRANT ${APPLICATION_ROLE} TO %I', current_user);
        END IF;
      END $$`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO ${APPLICATION_ROLE}`);

    await runner.query(`
      CREATE TABLE subject (
        id text PRIMARY KEY,
        kind text NOT NULL,
        seq int NOT NULL DEFAULT 0 CHECK (seq >= 0),
        brief jsonb,
        state json,
        last_at timestamptz(3),
        wake timestamptz(3),
        workflow text,
        opener text,
        is_over boolean NOT NULL DEFAULT false,
        started_at timestamptz(3)
      )`);
    await runner.query(`CREATE INDEX subject_wake ON subject (wake) WHERE wake IS NOT NULL`);
    await runner.query(
      `CREATE INDEX subject_unstarted ON subject (opener, id) WHERE workflow IS NOT NULL AND started_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX subject_open ON subject (id) INCLUDE (workflow) WHERE workflow IS NOT NULL AND NOT is_over`,
    );
    await grantToApplication(runner, 'subject');

    await runner.query(`
      CREATE TABLE ledger_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        subject text NOT NULL,
        seq int NOT NULL CHECK (seq >= 1),
        kind text NOT NULL,
        actor text,
        on_behalf_of text,
        at timestamptz(3) NOT NULL,
        recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        body json NOT NULL,
        command_id text,
        command_hash text,
        rung_key text,
        run_id text,
        organisation_version int,
        CONSTRAINT ledger_entry_seq UNIQUE (subject, seq)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX ledger_entry_command ON ledger_entry (subject, command_id) WHERE command_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX ledger_entry_rung ON ledger_entry (subject, rung_key) WHERE rung_key IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX ledger_entry_kind ON ledger_entry (kind, id)`);
    await runner.query(`CREATE INDEX ledger_entry_actor ON ledger_entry (actor, id) WHERE actor IS NOT NULL`);
    await runner.query(`CREATE INDEX ledger_entry_at ON ledger_entry USING brin (at)`);
    // The last word on gaps: whatever the application believes, an entry follows its predecessor.
    await runner.query(`
      CREATE FUNCTION ledger_entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE part record;
      BEGIN
        FOR part IN
          SELECT subject, min(seq) AS first, max(seq) AS last, count(*) AS count FROM added GROUP BY subject
        LOOP
          IF part.last - part.first + 1 <> part.count OR part.first > 1 AND NOT EXISTS
            (SELECT FROM ledger_entry e WHERE e.subject = part.subject AND e.seq = part.first - 1)
          THEN
            RAISE EXCEPTION 'the entries of % would have a gap', part.subject
              USING ERRCODE = 'integrity_constraint_violation';
          END IF;
        END LOOP;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER ledger_entry_follows AFTER INSERT ON ledger_entry
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_follows()`);
    await runner.query(`GRANT SELECT, INSERT ON ledger_entry TO ${APPLICATION_ROLE}`);
  }

  /** The role stays: it belongs to the server, not to this database. */
  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'ledger_entry', 'subject');
    await runner.query(`DROP FUNCTION ledger_entry_follows`);
    await runner.query(`REVOKE USAGE ON SCHEMA public FROM ${APPLICATION_ROLE}`);
  }
}
