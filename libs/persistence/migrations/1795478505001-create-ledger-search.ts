import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE, dropTables } from '../application-role.js';

/** By what entries are found. Beside the ledger and filled after it, so that appending pays nothing for it. */
export class CreateLedgerSearch1795478505001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE ledger_search (entry_id bigint PRIMARY KEY, terms tsvector NOT NULL)`);
    await runner.query(`CREATE INDEX ledger_search_terms ON ledger_search USING gin (terms)`);
    await runner.query(`GRANT SELECT, INSERT ON ledger_search TO ${APPLICATION_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'ledger_search');
  }
}
