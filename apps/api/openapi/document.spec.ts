import { Validator } from '@seriousme/openapi-schema-validator';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DEFAULT_WATCH } from '../api-options.js';
import { SecretKey } from '../../../libs/privacy/secret-key.js';
import { createApp } from '../create-app.js';
import { createDocument } from './document.js';
import { operationsOf, type Operation } from './operations.js';

type Schema = Readonly<Record<string, unknown>>;

/** Nothing is there: the document needs no server. */
const options = {
  databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
  databasePoolSize: 1,
  temporal: { address: '127.0.0.1:1', namespace: 'default' },
  temporalTaskQueue: 'luze',
  apiProcesses: 1,
  evidence: { folder: 'nowhere', maxFileBytes: 1, types: [] },
  watch: DEFAULT_WATCH,
  instanceKey: SecretKey.random(),
  logLevel: 'silent',
  rateLimits: { perAddress: 1, signInPerAddress: 1, signInPerName: 1, intakePerAddress: 1, intakePerUnit: 1 },
  trustedProxies: false as const,
};

let app: NestExpressApplication;
let document: OpenAPIObject;
let operations: Operation[];

beforeAll(async () => {
  app = await createApp(options);
  document = createDocument(app);
  operations = operationsOf(document);
});

const nameOf = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;

/** The names of the operations that do not meet a condition. */
const without = (isMet: (operation: Operation) => boolean): string[] =>
  operations.filter((operation) => !isMet(operation)).map(nameOf);

const responsesOf = ({ operation }: Operation) =>
  Object.entries(operation.responses).map(([status, response]) => ({
    status: Number(status),
    response: response as { description?: string; content?: Record<string, { schema?: Schema }> },
  }));

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(
      structuredClone(document) as object as Record<string, unknown>,
    );
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
  });

  it('has the routes', () => expect(operations.length).toBeGreaterThan(40));

  it('says of each route what it does, under a name of its own and a tag', () => {
    expect(without(({ operation }) => (operation.summary ?? '').length > 5)).toEqual([]);
    expect(without(({ operation }) => (operation.tags ?? []).length === 1)).toEqual([]);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives each route an answer when all goes well, with a schema where there is a body', () => {
    const goesWell = (operation: Operation): boolean =>
      responsesOf(operation).some(({ status }) => status >= 200 && status < 300);
    expect(without(goesWell)).toEqual([]);
    const hasSchemas = (operation: Operation): boolean =>
      responsesOf(operation).every(
        ({ status, response }) =>
          status === 204 ||
          Object.values(response.content ?? {}).some(({ schema }) => Object.keys(schema ?? {}).length > 0),
      );
    expect(without(hasSchemas)).toEqual([]);
    expect(without((o) => responsesOf(o).every(({ response }) => Boolean(response.description)))).toEqual([]);
  });

  it('names the problems that each kind of route can answer', () => {
    const below = operations.filter(({ path }) => path.startsWith('/api/v1'));
    for (const each of below) {
      const { operation, method } = each;
      const signedIn = operation.security !== undefined;
      const expected = [
        ...(signedIn ? ['401', '403'] : []),
        ...(operation.requestBody ? ['400', '413', '415'] : []),
        ...(method === 'post' && signedIn && !('x-takes-no-idempotency-key' in operation)
          ? ['409', '422']
          : []),
        ...(method === 'put' || method === 'patch' ? ['400'] : []),
        ...(each.path.includes('{') ? ['400'] : []),
        '429',
        '503',
      ];
      const named = Object.keys(operation.responses);
      expect({ route: nameOf(each), missing: expected.filter((status) => !named.includes(status)) }).toEqual({
        route: nameOf(each),
        missing: [],
      });
    }
  });

  it('describes each parameter', () => {
    const isDescribed = ({ operation }: Operation): boolean =>
      (operation.parameters ?? []).every(
        (p) => 'schema' in p && p.schema !== undefined && Boolean(p.description),
      );
    expect(without(isDescribed)).toEqual([]);
  });

  it('describes each field, with an example where its form does not say all', () => {
    const faults = Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) =>
      Object.entries((schema as { properties?: Record<string, Schema> }).properties ?? {}).flatMap(
        ([field, part]) => {
          const at = `${name}.${field}`;
          const isList = part.type === 'array' && field === 'items';
          const isNested = ['$ref', 'allOf', 'anyOf', 'oneOf', 'items'].some((key) => key in part);
          const hasExample = isNested || 'examples' in part || 'enum' in part || part.type === 'object';
          return [
            ...(part.description || part.format === 'uri' || isList ? [] : [`${at} is not described`]),
            ...(hasExample ? [] : [`${at} has no example`]),
          ];
        },
      ),
    );
    expect(faults).toEqual([]);
  });

  it('names what is referred to by its bare name, and instants so that one sees that they are', () => {
    const fields = Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) =>
      Object.entries((schema as { properties?: Record<string, Schema> }).properties ?? {}).map(
        ([field, part]) => ({ at: `${name}.${field}`, field, part }),
      ),
    );
    const parameters = operations.flatMap((each) =>
      (each.operation.parameters ?? []).flatMap((p) =>
        'name' in p
          ? [{ at: `${nameOf(each)} ${p.name}`, field: p.name, part: (p.schema ?? {}) as Schema }]
          : [],
      ),
    );
    const faults = [...fields, ...parameters].filter(
      ({ field, part }) =>
        /[a-z](Id|Ids)$/.test(field) ||
        (part.format === 'date-time' && !/(^at|At|^from|^to|Until)$/.test(field)),
    );
    expect(faults.map(({ at }) => at)).toEqual([]);
  });

  it('refers only to schemas that it has', () => {
    const named = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map(
      (m) => m[1],
    );
    const known = Object.keys(document.components?.schemas ?? {});
    expect([...new Set(named)].filter((name) => !known.includes(name as string))).toEqual([]);
  });

  it('has nothing left of OpenAPI 3.0', () => expect(JSON.stringify(document)).not.toContain('"nullable"'));
});
