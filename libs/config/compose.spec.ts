import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readConfig, readServiceConfig } from './config.js';

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly restart: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly container_name?: string;
  readonly build?: string;
  readonly command?: readonly string[];
}

const root = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
};
const dockerfile = read('Dockerfile');
const services = Object.entries(compose.services);
const own = services.filter(([, { build }]) => build !== undefined);
const once = ['temporal-schema', 'temporal-namespace', 'migrate'];

/** What compose makes of a value, as far as this file needs it: `${NAME}`, `${NAME:-default}`, `${NAME:?complaint}`. */
function interpolated(value: string, env: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest?: string) => {
    if (env[name]) return env[name];
    if (kind === '?') throw new Error(`${name} is missing: ${rest}`);
    return kind === '-' ? (rest ?? '') : '';
  });
}

function environmentOf(service: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const { environment = {} } = compose.services[service] as Service;
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, interpolated(value, env)]),
  );
}

const secrets = {
  LUZE_POSTGRES_PASSWORD: 'one',
  LUZE_APP_PASSWORD: 'two',
  LUZE_TEMPORAL_DB_PASSWORD: 'three',
};

describe('docker-compose.yml', () => {
  it('runs every part of production', () => {
    expect(services.map(([name]) => name)).toEqual([
      'postgres',
      'temporal-schema',
      'temporal',
      'temporal-namespace',
      'temporal-ui',
      'migrate',
      'api',
      'worker',
    ]);
    expect(own.map(([name]) => name)).toEqual(['migrate', 'api', 'worker']);
    expect(new Set(own.map(([, { image }]) => image)).size).toBe(1);
  });

  it.each(services)('pins the image of %s, and says when it is started again', (name, { image, restart }) => {
    expect(image).toMatch(
      /^(postgres|temporalio\/(server|admin-tools|ui)|luze):(\d+\.\d+|\$\{LUZE_VERSION:-\d+\.\d+\.\d+\})/,
    );
    expect(restart).toBe(once.includes(name) ? 'on-failure' : 'unless-stopped');
  });

  it.each(['postgres', 'temporal', 'api', 'worker'])('checks the health of %s', (name) => {
    expect(compose.services[name]?.healthcheck?.test.length).toBeGreaterThan(1);
  });

  it.each(own)('runs %s as an ordinary user on a system that it cannot change', (_, service) => {
    expect(service).toMatchObject({ user: 'node', read_only: true, cap_drop: ['ALL'] });
  });

  it('lets there be as many workers as one likes', () => {
    const { ports, container_name: name } = compose.services.worker as Service;
    expect([ports, name]).toEqual([undefined, undefined]);
  });

  it('keeps what must be kept in volumes that have a name', () => {
    const kept = services.flatMap(([, { volumes = [] }]) => volumes);
    expect(new Set(kept.map((volume) => volume.split(':')[0]))).toEqual(
      new Set(Object.keys(compose.volumes)),
    );
  });

  it('opens to other machines only what it is told to', () => {
    const ports = services.flatMap(([, { ports: published = [] }]) => published);
    expect(ports.map((port) => interpolated(port, {}))).toEqual([
      '127.0.0.1:8080:8080',
      '127.0.0.1:3000:3000',
    ]);
  });

  it.each(['api', 'worker'])('gives the %s a configuration that it can start with', (name) => {
    expect(readServiceConfig(environmentOf(name, secrets))).toMatchObject({
      databaseUrl: 'postgres://luze_app:two@postgres:5432/luze',
      temporalAddress: 'temporal:7233',
      temporalNamespace: 'luze',
    });
  });

  it.each(['api', 'worker'])('tells the %s which files are taken', (name) => {
    const chosen = { ...secrets, LUZE_EVIDENCE_MAX_MIB: '5', LUZE_EVIDENCE_TYPES: 'pdf,png' };
    const types = (env: Record<string, string>) => readConfig(environmentOf(name, env)).evidenceTypes;
    expect(readConfig(environmentOf(name, chosen)).evidenceMaxBytes).toBe(5 * 1_048_576);
    expect(types(chosen)).toEqual(['pdf', 'png']);
    expect(types(secrets)).toEqual(readConfig({}).evidenceTypes);
  });

  it('migrates as the owner, and gives the owner to nobody else', () => {
    expect(readConfig(environmentOf('migrate', secrets)).databaseAdminUrl).toContain('luze_admin:one@');
    for (const name of ['api', 'worker'])
      expect(JSON.stringify(environmentOf(name, secrets))).not.toContain('one');
  });

  it.each(Object.keys(secrets))('does not start without %s', (secret) => {
    const without = { ...secrets, [secret]: '' };
    expect(() => services.map(([name]) => environmentOf(name, without))).toThrow(`${secret} is missing`);
  });

  it.each(own)('tells the %s nothing that it does not know', (_, { environment = {} }) => {
    for (const name of Object.keys(environment)) expect(() => readConfig({ [name]: '\u0001' })).toThrow(name);
  });

  it('is explained by an example of its settings, which holds no secret', () => {
    const lines = read('.env.example').matchAll(/^(\w+)=(.*)$/gm);
    const example = Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
    for (const secret of Object.keys(secrets)) expect(example[secret]).toBe('');
    for (const name of Object.keys(example)) expect(read('docker-compose.yml')).toContain(`\${${name}:`);
  });
});

describe('the Dockerfile', () => {
  it('builds in one stage and runs in another, as an ordinary user, from a pinned image', () => {
    expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:\d+\.\d+\.\d+-/m);
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
    expect(dockerfile.trimEnd().split('\nFROM ').at(-1)).toMatch(/^USER node$/m);
  });

  it('takes from the sources nothing that is not let through to it', () => {
    const through = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, files]) =>
      (files as string).split(' '),
    );
    expect(copied.map((file) => `!${file}`).sort()).toEqual(through.sort());
  });
});
