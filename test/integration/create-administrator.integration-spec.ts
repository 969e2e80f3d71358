import type { DataSource } from 'typeorm';
import { createAdministrator } from '../../libs/identity/create-administrator.js';
import { Passwords } from '../../libs/identity/passwords.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { AccountEntity } from '../../libs/persistence/entities/account.entity.js';
import { RoleGrantEntity } from '../../libs/persistence/entities/role-grant.entity.js';
import { COURT, seedCourt } from '../support/court.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
  await dataSource.transaction((manager) => seedCourt(manager));
}, 60_000);

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const administrator = {
  officerId: 'root-administrator',
  unitId: COURT,
  name: 'A name that is nowhere else',
  username: 'root',
  at: '2026-01-01T00:00:00.000Z',
};

it('makes one administrator, with a password that is told once, however often it is asked for at once', async () => {
  const told = await Promise.all(
    Array.from({ length: 5 }, () => createAdministrator(dataSource, administrator)),
  );
  const passwords = told.filter((password) => password !== undefined);
  expect(passwords).toHaveLength(1);
  const [account] = await dataSource.manager.findBy(AccountEntity, { officerId: 'root-administrator' });
  expect(account).toMatchObject({ username: 'root', mustChangePassword: true });
  expect(await new Passwords().matches(account?.passwordHash ?? null, passwords[0] as string)).toBe(true);
  expect(await dataSource.manager.findBy(RoleGrantEntity, { officerId: 'root-administrator' })).toEqual([
    { officerId: 'root-administrator', role: 'administrator', unitId: COURT },
  ]);
});

it('leaves neither name nor password in the ledger', async () => {
  const [{ all }] = await dataSource.query<[{ all: string }]>(
    `SELECT string_agg(e::text, ' ') AS all FROM ledger_entry e WHERE body::text LIKE '%root-administrator%' OR subject LIKE 'account/root%'`,
  );
  expect(all).toContain('role-granted');
  for (const secret of [administrator.name, '"root"', '$argon2']) expect(all).not.toContain(secret);
});
