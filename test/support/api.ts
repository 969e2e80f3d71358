import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request, { type Test } from 'supertest';
import { DataSource } from 'typeorm';
import { API_OPTIONS, DEFAULT_WATCH, type ApiOptions } from '../../apps/api/api-options.js';
import { Sessions } from '../../apps/api/auth/sessions.js';
import { createApp } from '../../apps/api/create-app.js';
import { EVIDENCE_TYPES } from '../../libs/config/evidence-types.js';
import type { Role } from '../../libs/persistence/entities/role-grant.entity.js';
import { openAccount } from '../../libs/identity/accounts.js';
import { Passwords } from '../../libs/identity/passwords.js';
import { accountSubject, ORGANISATION, type Change } from '../../libs/records/configuration/changes.js';
import { setPerson } from '../../libs/records/configuration/person.js';
import { record, recordAll } from '../../libs/records/configuration/record.js';
import { COURT, seedCourt } from './court.js';
import { given } from './environment.js';
import { TEST_INSTANCE_KEY } from './keys.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

export const BASE = '/api/v1';
/** Of every account of the test court. */
export const PASSWORD = 'correct horse battery staple';
/** A unit beside the court, with an administrator and an auditor of its own. */
export const OTHER_UNIT = 'other-court';

/** Who has an account, and with which role where; all but the last two are officers of the court. */
export const ACCOUNTS: Readonly<Record<string, { readonly unit: string; readonly role?: Role }>> = {
  admin: { unit: COURT, role: 'administrator' },
  auditor: { unit: COURT, role: 'auditor' },
  president: { unit: COURT, role: 'supervisor' },
  clerk: { unit: COURT, role: 'clerk' },
  head: { unit: COURT },
  'member-1': { unit: COURT },
  'other-admin': { unit: OTHER_UNIT, role: 'administrator' },
  'other-auditor': { unit: OTHER_UNIT, role: 'auditor' },
};

const SINCE = '2020-01-01T00:00:00.000Z';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The real API on a database of its own, with the small court and its accounts. */
export class TestApi {
  constructor(
    readonly app: NestExpressApplication,
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    private readonly tokens: ReadonlyMap<string, string>,
  ) {}

  /** A request below `/api/v1` in the name of an officer; null: of nobody. */
  send(officer: string | null, method: Method, path: string): Test {
    const test = this.raw(method, `${BASE}${path}`);
    return officer === null ? test : test.set('Authorization', `Bearer ${this.tokens.get(officer)}`);
  }

  /** The same outside `/api/v1`. */
  raw(method: Method, path: string): Test {
    return request(this.app.getHttpServer())[method](path);
  }

  /** Numbers of rows and entries: the same before and after means that nothing was written. */
  async countAll(): Promise<Record<string, number>> {
    const tables = [
      'ledger_entry',
      'unit',
      'post',
      'body',
      'officer',
      'tenure',
      'absence',
      'role_grant',
      'account',
    ];
    const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
    const [row] = await this.dataSource.query<[Record<string, number>]>(`SELECT ${counts.join(', ')}`);
    return row;
  }

  /** Names of all that lies in the folder of uploaded files, kept or not. */
  async evidenceFiles(): Promise<string[]> {
    const entries = await readdir(this.evidenceFolder, { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  get evidenceFolder(): string {
    return this.app.get<ApiOptions>(API_OPTIONS).evidence.folder;
  }

  async close(): Promise<void> {
    await this.app.close();
    await rm(this.evidenceFolder, { recursive: true, force: true });
    await this.database.drop();
  }
}

/** How the API is set up in tests: quiet, and without limits. */
export const optionsFor = (databaseUrl: string): ApiOptions => ({
  databaseUrl,
  databasePoolSize: 10,
  temporal: { address: given('LUZE_TEST_TEMPORAL_ADDRESS'), namespace: 'default' },
  temporalTaskQueue: 'luze',
  apiProcesses: 1,
  evidence: {
    folder: join(tmpdir(), `luze-evidence-${randomUUID()}`),
    maxFileBytes: 1024 * 1024,
    types: EVIDENCE_TYPES,
  },
  watch: DEFAULT_WATCH,
  instanceKey: TEST_INSTANCE_KEY,
  logLevel: 'fatal',
  rateLimits: {
    perAddress: 1_000_000,
    signInPerAddress: 1_000_000,
    signInPerName: 1_000_000,
    intakePerAddress: 1_000_000,
    intakePerUnit: 1_000_000,
  },
  trustedProxies: false,
});

/**
 * Starts the API. No worker runs: commands that a workflow has to take are not taken.
 * @param through leads to the database some other way, given its address
 */
export async function startTestApi(
  options: Partial<ApiOptions> = {},
  through: (databaseUrl: string) => Promise<string> = (url) => Promise.resolve(url),
): Promise<TestApi> {
  const database = await createTestDatabase();
  const app = await createApp({ ...optionsFor(await through(database.applicationUrl)), ...options });
  // One server for the whole file: supertest would open one for each request, and another API cannot be told to.
  await app.listen(0, '127.0.0.1');
  const dataSource = app.get(DataSource);
  await dataSource.transaction((manager) => seedCourt(manager));
  await seedAccounts(dataSource);
  const tokens = new Map<string, string>();
  for (const officer of Object.keys(ACCOUNTS)) tokens.set(officer, await app.get(Sessions).begin(officer));
  return new TestApi(app, database, dataSource, tokens);
}

async function seedAccounts(dataSource: DataSource): Promise<void> {
  const passwordHash = await new Passwords().hash(PASSWORD);
  const common = { at: SINCE, actor: null };
  const title = { zh: '另一法院', en: 'Another court' };
  await dataSource.transaction(async (manager) => {
    const changes: Change[] = [
      {
        ...common,
        kind: 'unit-set',
        body: { id: OTHER_UNIT, parentId: null, title, calendarId: 'court-calendar' },
      },
      ...Object.entries(ACCOUNTS).map(([id, { unit }]): Change => ({
        ...common,
        kind: 'officer-set',
        body: { id, unitId: unit, hasMail: false },
      })),
    ];
    await recordAll(manager, ORGANISATION, changes);
    for (const [id, { unit, role }] of Object.entries(ACCOUNTS)) {
      await setPerson(manager, { id, name: `Name of ${id}`, email: null });
      await record(manager, accountSubject(id), { ...common, kind: 'account-opened', body: {} });
      if (role)
        await record(manager, accountSubject(id), {
          ...common,
          kind: 'role-granted',
          body: { role, unitId: unit },
        });
      await openAccount(manager, { officerId: id, username: id, passwordHash, mustChangePassword: false });
    }
  });
}
