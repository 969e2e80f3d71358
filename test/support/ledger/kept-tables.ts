import type { TestDatabase } from '../postgres.js';
import { asSuperuser } from '../superuser.js';

type Query = (sql: string, values?: unknown[]) => Promise<unknown>;

const TABLES = [
  'subject',
  'ledger_entry',
  'ledger_leaf',
  'ledger_salt',
  'ledger_tile',
  'ledger_checkpoint',
  'ledger_key',
  'ledger_sealing',
];

/** Keeps a copy of the ledger, so that what is done to it can be undone. */
export const keepLedger = (database: TestDatabase): Promise<void> =>
  asSuperuser(database, async (query) => {
    await query('CREATE SCHEMA kept');
    for (const table of TABLES) await query(`CREATE TABLE kept.${table} AS TABLE ${table}`);
  });

/** Puts the ledger back as it was kept. */
export const restoreLedger = (database: TestDatabase): Promise<void> =>
  asSuperuser(database, async (query) => {
    for (const table of TABLES) {
      await query(`DELETE FROM ${table}`);
      await query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE kept.${table}`);
    }
  });

/** Removes all that sealing made, so that the ledger can be sealed anew. */
export async function unseal(query: Query): Promise<void> {
  for (const table of ['leaf', 'salt', 'tile', 'checkpoint', 'key'])
    await query(`DELETE FROM ledger_${table}`);
  await query(`UPDATE ledger_sealing SET floor = 0, next_floor = NULL, writers = '{}'`);
}
