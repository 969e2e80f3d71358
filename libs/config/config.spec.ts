import { resolve } from 'node:path';
import { readConfig, readServiceConfig } from './config.js';
import { durationMs } from './duration.js';
import { ConfigurationError } from './environment.js';

const database = 'postgres://luze:secret@db.example:5432/luze';

/** The message of the error that reading `env` throws. */
function complaint(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('the configuration', () => {
  it('has a default for everything that can have one', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      dataDir: resolve('.luze'),
      host: '127.0.0.1',
      port: 3000,
      postgresPort: 3001,
      temporalPort: 3002,
      temporalUiPort: 3003,
      temporalTaskQueue: 'luze',
      logLevel: 'info',
      deliveryDelayMs: 60_000,
    });
    expect(config.databaseUrl).toBeUndefined();
  });

  it('is read from the environment, with numbers, paths and durations understood', () => {
    const config = readConfig({ LUZE_PORT: '4000', LUZE_DATA_DIR: 'here', LUZE_DELIVERY_DELAY: '2s' });
    expect(config.port).toBe(4000);
    expect(config.temporalUiPort).toBe(4003);
    expect(config.mailDir).toBe(resolve('here', 'mail'));
    expect(config.deliveryDelayMs).toBe(2000);
  });

  it('counts an empty variable as absent', () => {
    expect(readConfig({ LUZE_PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000 });
  });

  it('runs the migrations as the application when no administrator is named', () => {
    expect(readConfig({ DATABASE_URL: database }).databaseAdminUrl).toBe(database);
    const other = 'postgresql://admin@db.example/luze';
    expect(readConfig({ DATABASE_URL: database, DATABASE_ADMIN_URL: other }).databaseAdminUrl).toBe(other);
  });

  it.each([
    ['DATABASE_URL', `${database}?sslmode=perhaps`, 'an address such as postgres://'],
    [
      'DATABASE_URL',
      `${database}?sslmode=verify-full&sslrootcert=/no/such/file`,
      'an address such as postgres://',
    ],
    ['LUZE_TEMPORAL_TLS', 'yes', 'true or false'],
    ['LUZE_TEMPORAL_TLS_CA', '/no/such/file', 'the path of a file that can be read'],
    ['LUZE_TEMPORAL_TLS_CERT', import.meta.filename, 'given together with LUZE_TEMPORAL_TLS_KEY'],
    ['LUZE_TEMPORAL_TLS_KEY', import.meta.filename, 'given together with LUZE_TEMPORAL_TLS_CERT'],
    ['LUZE_TEMPORAL_TLS_SERVER_NAME', 'a b', 'a host name'],
    ['LUZE_TEMPORAL_API_KEY', 'two words', 'an API key'],
    ['LUZE_LEDGER_KEY', 'name+0a1b2c3d+secret', 'a private key such as'],
    ['LUZE_LEDGER_NAME', 'our ledger', 'a name such as court.example/ledger'],
    ['LUZE_WITNESS_URL', 'https://witness.example', 'given together with LUZE_WITNESS_KEY'],
    ['LUZE_WITNESS_KEY', 'witness+0a1b2c3d+BA==', 'given together with LUZE_WITNESS_URL'],
    ['LUZE_TRUST_PROXY', 'everybody', 'a number of proxies'],
    ['LUZE_TRUST_PROXY', 'true', 'a number of proxies'],
    ['LUZE_TRUST_PROXY', '10.0.0.0/33', 'a number of proxies'],
    ['LUZE_PORT', 'eighty', 'a port number from 1 to 65532'],
    ['LUZE_PORT', '65533', 'a port number from 1 to 65532'],
    ['LUZE_PORT', '80.5', 'a port number from 1 to 65532'],
    ['LUZE_HOST', 'a b', 'a host name or an IP address'],
    ['DATABASE_URL', 'mysql://root:secret@db/luze', 'an address such as postgres://'],
    ['DATABASE_ADMIN_URL', 'secret', 'an address such as postgres://'],
    ['TEMPORAL_ADDRESS', 'temporal', 'host:port'],
    ['SMTP_URL', 'http://mail', 'an address such as smtp://'],
    ['MAIL_FROM', 'nobody', 'a mail address'],
    ['LUZE_HEARTBEAT_URL', 'ping.example/secret', 'an address such as https://'],
    ['LUZE_LOG_LEVEL', 'loud', 'one of fatal, error'],
    ['LUZE_DELIVERY_DELAY', 'a while', 'a duration such as'],
  ])('refuses %s=%s and says what is expected, not what it holds', (variable, value, expected) => {
    const message = complaint({ [variable]: value });
    expect(message).toContain(`${variable} must be ${expected}`);
    expect(message).not.toContain(value);
  });

  it('secures the way to Temporal as soon as anything speaks of it, and never sends an API key in the clear', () => {
    const tls = (env: Record<string, string>) => readConfig(env).temporalAt('temporal.example:7233').tls;
    const file = import.meta.filename;
    expect(tls({})).toBeUndefined();
    expect(tls({ LUZE_TEMPORAL_TLS: 'true' })).toEqual({});
    expect(tls({ LUZE_TEMPORAL_TLS_CA: file })).toEqual({ caFile: file });
    expect(tls({ LUZE_TEMPORAL_TLS_CERT: file, LUZE_TEMPORAL_TLS_KEY: file })).toEqual({
      certFile: file,
      keyFile: file,
    });
    const withKey = readConfig({ LUZE_TEMPORAL_API_KEY: 'secret-key', TEMPORAL_NAMESPACE: 'court.a1b2c' });
    expect(withKey.temporalAt('temporal.example:7233')).toEqual({
      address: 'temporal.example:7233',
      namespace: 'court.a1b2c',
      apiKey: 'secret-key',
      tls: {},
    });
    const message = complaint({ LUZE_TEMPORAL_TLS: 'false', LUZE_TEMPORAL_API_KEY: 'secret-key' });
    expect(message).toContain('LUZE_TEMPORAL_TLS must be true or false, and not false where');
    expect(message).not.toContain('secret-key');
  });

  it('takes the word of the proxies that it is told of, and of no other', () => {
    expect(readConfig({}).trustedProxies).toBe(false);
    expect(readConfig({ LUZE_TRUST_PROXY: '0' }).trustedProxies).toBe(false);
    expect(readConfig({ LUZE_TRUST_PROXY: '2' }).trustedProxies).toBe(2);
    expect(readConfig({ LUZE_TRUST_PROXY: '10.0.0.0/8, loopback,fd00::/8' }).trustedProxies).toEqual([
      '10.0.0.0/8',
      'loopback',
      'fd00::/8',
    ]);
  });

  it('names all that is wrong at once', () => {
    const message = complaint({ LUZE_PORT: 'x', MAIL_FROM: 'y' });
    expect(message).toContain('LUZE_PORT');
    expect(message).toContain('MAIL_FROM');
  });

  it('tells a service which servers it lacks', () => {
    expect(() => readServiceConfig({})).toThrow('DATABASE_URL must be set; TEMPORAL_ADDRESS must be set');
    const config = readServiceConfig({ DATABASE_URL: database, TEMPORAL_ADDRESS: '127.0.0.1:7233' });
    expect(config.temporalAddress).toBe('127.0.0.1:7233');
  });
});

describe('a duration', () => {
  it.each([
    ['250ms', 250],
    ['30s', 30_000],
    ['1m', 60_000],
    ['2h', 7_200_000],
  ])('%s is %d ms', (text, ms) => expect(durationMs(text)).toBe(ms));

  it.each(['', '5', 'm', '1 week', '-1s'])('%j is none', (text) => expect(durationMs(text)).toBeNaN());
});
