import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE, dropTables } from '../application-role.js';

/** Tables that only grow; a salt may also go, by an erasure. */
const APPEND_ONLY = [
  'ledger_entry',
  'ledger_leaf',
  'ledger_tile',
  'ledger_checkpoint',
  'ledger_cosignature',
  'ledger_key',
];

/** The ledger as a log that outsiders can verify: what sealing adds to the entries. */
export class CreateLedgerLog1795478502001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // No reference to the entry: checking one would lock its row, and sealing touches no entry.
    await runner.query(`
      CREATE TABLE ledger_leaf (
        index bigint PRIMARY KEY CHECK (index >= 0),
        entry_id bigint NOT NULL CONSTRAINT ledger_leaf_entry UNIQUE,
        record bytea NOT NULL CHECK (octet_length(record) = 32)
      )`);
    await runner.query(`
      CREATE TABLE ledger_salt (
        entry_id bigint PRIMARY KEY,
        salt bytea NOT NULL CHECK (octet_length(salt) = 32)
      )`);
    await runner.query(`
      CREATE TABLE ledger_tile (
        level int CHECK (level BETWEEN 0 AND 7),
        index bigint CHECK (index >= 0),
        hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
        root bytea NOT NULL CHECK (octet_length(root) = 32),
        PRIMARY KEY (level, index)
      )`);
    // Hashes do not compress.
    await runner.query(`ALTER TABLE ledger_tile ALTER COLUMN hashes SET STORAGE EXTERNAL`);
    await runner.query(`
      CREATE TABLE ledger_checkpoint (
        size bigint PRIMARY KEY CHECK (size > 0),
        root bytea NOT NULL CHECK (octet_length(root) = 32),
        note text NOT NULL,
        signed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      )`);
    await runner.query(`
      CREATE TABLE ledger_cosignature (
        size bigint REFERENCES ledger_checkpoint,
        verifier text,
        line text NOT NULL,
        received_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (size, verifier)
      )`);
    await runner.query(`
      CREATE TABLE ledger_key (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        verifier text NOT NULL CONSTRAINT ledger_key_verifier UNIQUE,
        recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      )`);
    await runner.query(`
      CREATE TABLE ledger_sealing (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        floor bigint NOT NULL DEFAULT 0,
        next_floor bigint,
        writers text[] NOT NULL DEFAULT '{}',
        refusal text,
        refused_at timestamptz(3)
      )`);
    await runner.query(`INSERT INTO ledger_sealing DEFAULT VALUES`);

    await runner.query(`
      GRANT SELECT, INSERT ON ledger_leaf, ledger_tile, ledger_checkpoint, ledger_cosignature, ledger_key
      TO ${APPLICATION_ROLE}`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON ledger_salt TO ${APPLICATION_ROLE}`);
    await runner.query(`GRANT SELECT, UPDATE ON ledger_sealing TO ${APPLICATION_ROLE}`);

    // The grants bind the application; this binds whoever owns the tables, as long as no one sets it aside on purpose.
    await runner.query(`
      CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP
          USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    for (const table of APPEND_ONLY) await onlyGrows(runner, table, 'UPDATE OR DELETE OR TRUNCATE');
    await onlyGrows(runner, 'ledger_salt', 'UPDATE OR TRUNCATE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER ledger_only_grows ON ledger_entry`);
    await dropTables(
      runner,
      'ledger_sealing',
      'ledger_key',
      'ledger_cosignature',
      'ledger_checkpoint',
      'ledger_tile',
      'ledger_salt',
      'ledger_leaf',
    );
    await runner.query(`DROP FUNCTION ledger_only_grows`);
  }
}

const onlyGrows = (runner: QueryRunner, table: string, events: string): Promise<unknown> =>
  runner.query(`
    CREATE TRIGGER ledger_only_grows BEFORE ${events} ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()`);
