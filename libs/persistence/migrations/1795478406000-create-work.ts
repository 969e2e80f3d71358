import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, grantToApplication } from '../application-role.js';

/** Read tables of cycles and obligations: made from their subjects, so nothing refers to them. */
export class CreateWork1795478406000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cycle (
        id text PRIMARY KEY,
        unit_id text NOT NULL,
        calendar_id text NOT NULL,
        duty_id text NOT NULL,
        duty_version int NOT NULL,
        title jsonb NOT NULL,
        rule text NOT NULL,
        lead_working_days int,
        start_date date NOT NULL,
        adoption_date date NOT NULL,
        is_paused boolean NOT NULL,
        next_from date,
        next_to date,
        next_at timestamptz(3),
        opened_count int NOT NULL,
        started_at timestamptz(3),
        version int NOT NULL
      )`);
    await runner.query(`CREATE INDEX cycle_unit ON cycle (unit_id, id)`);

    await runner.query(`
      CREATE TABLE obligation (
        id text PRIMARY KEY,
        unit_id text NOT NULL,
        duty_id text NOT NULL,
        duty_version int NOT NULL,
        plan_row int,
        title jsonb NOT NULL,
        procedure text NOT NULL,
        floor boolean NOT NULL,
        period_from date,
        period_to date,
        cycle_id text,
        parent_id text,
        document text,
        opened_by text,
        occurred_at timestamptz(3),
        via text,
        is_later_entry boolean NOT NULL,
        backfilled boolean NOT NULL,
        status text NOT NULL,
        light text,
        stage text,
        due timestamptz(3),
        next_rung_at timestamptz(3),
        party_counts jsonb NOT NULL,
        opened_at timestamptz(3),
        closed_at timestamptz(3),
        version int NOT NULL
      )`);
    await runner.query(`CREATE INDEX obligation_board ON obligation (status, due, id)`);
    await runner.query(`CREATE INDEX obligation_unit ON obligation (unit_id, status, due, id)`);
    await runner.query(
      `CREATE INDEX obligation_light ON obligation (light, due, id) WHERE light IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX obligation_duty ON obligation (duty_id, id)`);
    await runner.query(
      `CREATE INDEX obligation_occurrence ON obligation (duty_id, occurred_at, id) WHERE occurred_at IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX obligation_cycle ON obligation (cycle_id, period_from) WHERE cycle_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX obligation_parent ON obligation (parent_id) WHERE parent_id IS NOT NULL`,
    );

    await runner.query(`
      CREATE TABLE party_state (
        subject text NOT NULL,
        stage text NOT NULL,
        party text NOT NULL,
        position int NOT NULL,
        status text NOT NULL,
        light text,
        due timestamptz(3),
        mover text,
        ended_at timestamptz(3),
        concerns text[] NOT NULL,
        state json NOT NULL,
        PRIMARY KEY (subject, stage, party)
      ) WITH (fillfactor = 50)`);
    await runner.query(`CREATE INDEX party_state_party ON party_state (party)`);
    await runner.query(`CREATE INDEX party_state_mover ON party_state (mover) WHERE mover IS NOT NULL`);
    await runner.query(`CREATE INDEX party_state_concerns ON party_state USING gin (concerns)`);

    await runner.query(`
      CREATE TABLE launch_file (
        id text PRIMARY KEY,
        subject text NOT NULL,
        seq int NOT NULL,
        unit_id text NOT NULL,
        stage text NOT NULL,
        answering text NOT NULL,
        holdings jsonb NOT NULL,
        opened_at timestamptz(3) NOT NULL
      )`);
    await runner.query(`CREATE INDEX launch_file_subject ON launch_file (subject)`);
    await grantToApplication(runner, 'cycle', 'obligation', 'party_state', 'launch_file');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'launch_file', 'party_state', 'obligation', 'cycle');
  }
}
