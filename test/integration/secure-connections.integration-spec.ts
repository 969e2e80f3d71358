import { NativeConnection } from '@temporalio/worker';
import { readConfig } from '../../libs/config/config.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { connectionOptions, temporalClient } from '../../libs/temporal/client.js';
import { recentPollers } from '../../libs/temporal/pollers.js';
import { createCertificates, type Certificates } from '../support/certificates.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { securePostgres, secureTemporal, type SecureFront } from '../support/secure-fronts.js';
import { createTestNamespace, type TestNamespace } from '../support/temporal.js';
import { TestWorker } from '../support/test-worker.js';

const API_KEY = 'the-key-of-a-namespace';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await createCertificates();
}, 30_000);
afterAll(() => certificates.remove());

describe('Temporal behind TLS, with a certificate and an API key', () => {
  let temporal: TestNamespace;
  let front: SecureFront;
  beforeAll(async () => {
    temporal = await createTestNamespace();
    front = await secureTemporal(temporal.address, certificates, API_KEY);
  }, 30_000);
  afterAll(async () => {
    await front.close();
    await temporal.close();
  });

  /** As the environment would have it; an empty variable is none. */
  const settings = (env: Record<string, string> = {}) =>
    readConfig({
      TEMPORAL_ADDRESS: `127.0.0.1:${front.port}`,
      TEMPORAL_NAMESPACE: temporal.namespace,
      LUZE_TEMPORAL_TLS_CA: certificates.authority.certFile,
      LUZE_TEMPORAL_TLS_CERT: certificates.client.certFile,
      LUZE_TEMPORAL_TLS_KEY: certificates.client.keyFile,
      LUZE_TEMPORAL_TLS_SERVER_NAME: 'localhost',
      LUZE_TEMPORAL_API_KEY: API_KEY,
      ...env,
    }).temporalAt();

  it('is used by the client and by the worker alike', async () => {
    const workerConnection = await NativeConnection.connect(connectionOptions(settings()));
    const client = temporalClient(settings());
    const database = await createTestDatabase();
    const dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
    const worker = await TestWorker.start(dataSource, { ...temporal, client, workerConnection });
    try {
      const pollers = async () => recentPollers(client, temporal.taskQueue, 5_000);
      while ((await pollers()).length === 0);
      expect(await pollers()).toContainEqual(expect.stringMatching(new RegExp(`^${process.pid}@`)));
    } finally {
      await worker.stop();
      await workerConnection.close();
      await client.connection.close();
      await dataSource.destroy();
      await database.drop();
    }
  }, 60_000);

  it.each([
    ['another key', { LUZE_TEMPORAL_API_KEY: 'another-key' }],
    ['no certificate of its own', { LUZE_TEMPORAL_TLS_CERT: '', LUZE_TEMPORAL_TLS_KEY: '' }],
    ['another name for the server', { LUZE_TEMPORAL_TLS_SERVER_NAME: 'temporal.example' }],
    ['nobody to trust', { LUZE_TEMPORAL_TLS_CA: '' }],
  ])('is not reached with %s', async (_, env) => {
    const client = temporalClient(settings(env));
    const asked = client.withDeadline(Date.now() + 2_000, () => recentPollers(client, 'luze', 2_000));
    await expect(asked).rejects.toThrow();
    await client.connection.close();
  });
});

describe('PostgreSQL behind TLS', () => {
  let database: TestDatabase;
  let front: SecureFront;
  beforeAll(async () => {
    database = await createTestDatabase();
    front = await securePostgres(database.applicationUrl, certificates);
  }, 30_000);
  afterAll(async () => {
    await front.close();
    await database.drop();
  });

  const units = async (query: string): Promise<unknown> => {
    const url = new URL(database.applicationUrl);
    url.host = `localhost:${front.port}`;
    const { databaseUrl } = readConfig({ DATABASE_URL: `${url.href}${query}` });
    const dataSource = createDataSource({ url: databaseUrl as string, poolSize: 1 });
    try {
      await dataSource.initialize();
      return await dataSource.query('SELECT count(*) AS count FROM unit');
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
    }
  };

  it('is reached by an address that asks for it and names whom to trust', async () => {
    const trusted = `?sslmode=verify-full&sslrootcert=${encodeURIComponent(certificates.authority.certFile)}`;
    expect(await units(trusted)).toEqual([{ count: 0 }]);
  });

  it('is not trusted when a stranger vouches for it, nor reached in the clear', async () => {
    const stranger = `?sslmode=verify-full&sslrootcert=${encodeURIComponent(certificates.client.certFile)}`;
    await expect(units(stranger)).rejects.toThrow();
    await expect(units('')).rejects.toThrow();
  });
});
