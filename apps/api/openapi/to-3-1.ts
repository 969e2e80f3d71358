/** A part of a document. */
type Part = Record<string, unknown>;

/**
 * Writes in OpenAPI 3.1 what the generator still writes as in 3.0: `nullable` becomes the type `null`, `example` in a schema
 * becomes `examples`. Works on parts of schemas only, as no other part has those keys beside `type`, `$ref` and the like.
 */
export function toOpenApi31<T>(document: T): T {
  return convert(document, false) as T;
}

/** Below these keys stand schemas by name, so the names are not keywords. */
const NAMED_SCHEMAS = new Set(['properties', 'schemas']);

function convert(part: unknown, isNameMap: boolean): unknown {
  if (Array.isArray(part)) return part.map((item) => convert(item, false));
  if (typeof part !== 'object' || part === null) return part;
  const converted = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      isVerbatim(key) && !isNameMap ? value : convert(value, NAMED_SCHEMAS.has(key) && !isNameMap),
    ]),
  );
  return isNameMap ? converted : asSchema(converted);
}

/** Values of the API, not parts of the document. */
const isVerbatim = (key: string): boolean =>
  key === 'example' || key === 'examples' || key === 'default' || key === 'enum';

function asSchema(part: Part): Part {
  const isSchema =
    ['type', '$ref', 'oneOf', 'allOf', 'anyOf', 'enum'].some((key) => key in part) && !('in' in part);
  if (!isSchema) return part;
  const { nullable, example, ...schema } = part;
  const withExamples = example === undefined ? schema : { ...schema, examples: [example] };
  return nullable === true ? orNull(withExamples) : withExamples;
}

function orNull({ description, examples, ...schema }: Part): Part {
  const rest = { ...(description ? { description } : {}), ...(examples ? { examples } : {}) };
  if (typeof schema.type === 'string') {
    const nullableEnum = Array.isArray(schema.enum) ? { enum: [...(schema.enum as unknown[]), null] } : {};
    return { ...schema, ...nullableEnum, type: [schema.type, 'null'], ...rest };
  }
  const { allOf } = schema as { allOf?: unknown[] };
  const alternatives = allOf?.length === 1 ? allOf : [schema];
  return { oneOf: [...alternatives, { type: 'null' }], ...rest };
}
