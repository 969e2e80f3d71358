import type { DataSource } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const hash = (byte: string) => `decode(repeat('${byte}', 32), 'hex')`;

interface Row {
  readonly insert: string;
  readonly key: string;
  /** What somebody might want to change. */
  readonly column: string;
}

/** A row of each table of the ledger. */
const ROWS: Readonly<Record<string, Row>> = {
  ledger_entry: {
    insert: `(subject, seq, kind, at, body) VALUES ('organisation', 1, 'tested', now(), '{}')`,
    key: 'id',
    column: 'body',
  },
  ledger_leaf: { insert: `VALUES (0, 1, ${hash('aa')})`, key: 'index', column: 'record' },
  ledger_salt: { insert: `VALUES (1, ${hash('bb')})`, key: 'entry_id', column: 'salt' },
  ledger_tile: {
    insert: `VALUES (0, 0, decode(repeat('cc', 8192), 'hex'), ${hash('cc')})`,
    key: 'level, index',
    column: 'hashes',
  },
  ledger_checkpoint: {
    insert: `(size, root, note) VALUES (1, ${hash('dd')}, 'note')`,
    key: 'size',
    column: 'note',
  },
  ledger_cosignature: {
    insert: `(size, verifier, line) VALUES (1, 'witness', 'line')`,
    key: 'size, verifier',
    column: 'line',
  },
  ledger_key: { insert: `(verifier) VALUES ('key')`, key: 'id', column: 'verifier' },
};

const forbidden = (table: string): string[] => {
  const { column, key } = ROWS[table] as Row;
  return [
    `UPDATE ${table} SET ${column} = ${column}`,
    `UPDATE ${table} SET ${column} = ${column} WHERE false`,
    `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM ${table}
     ON CONFLICT (${key}) DO UPDATE SET ${column} = excluded.${column}`,
    `TRUNCATE ${table} CASCADE`,
    // An erasure deletes salts, and nothing else is ever deleted.
    ...(table === 'ledger_salt' ? [] : [`DELETE FROM ${table}`, `DELETE FROM ${table} WHERE false`]),
  ];
};
/** What the owner may do, on purpose and not by mistake. */
const alsoForbidden = (table: string): string[] => [
  `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
  `DROP TRIGGER ledger_only_grows ON ${table}`,
  `SELECT FROM ${table} FOR UPDATE`,
  `DROP TABLE ${table} CASCADE`,
];

let database: TestDatabase;
let logins: Record<'login' | 'role' | 'owner', DataSource>;

beforeAll(async () => {
  database = await createTestDatabase();
  const connect = (url: string, applicationRole: boolean) =>
    createDataSource({ url, applicationRole, poolSize: 1 }).initialize();
  logins = {
    login: await connect(database.applicationUrl, true),
    role: await connect(database.adminUrl, true),
    owner: await connect(database.adminUrl, false),
  };
  // What the application may: add.
  for (const [table, { insert }] of Object.entries(ROWS)) {
    await logins.login.query(`INSERT INTO ${table} ${insert}`);
  }
});
afterAll(async () => {
  for (const dataSource of Object.values(logins)) await dataSource.destroy();
  await database.drop();
});

const content = () =>
  logins.owner.query(
    Object.keys(ROWS)
      .map((table) => `SELECT '${table}' AS "table", to_jsonb(t) AS row FROM ${table} t`)
      .join(' UNION ALL '),
  );

describe.each(Object.keys(ROWS))('%s', (table) => {
  it('is only added to by the application, whichever way it comes to its role', async () => {
    const before = await content();
    for (const login of ['login', 'role'] as const) {
      for (const statement of [...forbidden(table), ...alsoForbidden(table)]) {
        await expect(logins[login].query(statement)).rejects.toThrow(/permission denied|must be owner/);
      }
    }
    expect(await content()).toEqual(before);
  });

  it('is only added to by its owner', async () => {
    const before = await content();
    for (const statement of forbidden(table)) {
      await expect(logins.owner.query(statement)).rejects.toThrow(/ledger_\w+ only grows: \w+ is refused/);
    }
    expect(await content()).toEqual(before);
  });
});

it('a salt can be deleted', async () => {
  expect(await logins.role.query(`DELETE FROM ledger_salt WHERE entry_id = 1 RETURNING entry_id`)).toEqual([
    [{ entry_id: 1 }],
    1,
  ]);
});

it('how far sealing has come is one row, which changes and stays', async () => {
  await logins.role.query(`UPDATE ledger_sealing SET floor = 0`);
  for (const statement of [`DELETE FROM ledger_sealing`, `INSERT INTO ledger_sealing DEFAULT VALUES`]) {
    await expect(logins.role.query(statement)).rejects.toThrow('permission denied');
  }
});
