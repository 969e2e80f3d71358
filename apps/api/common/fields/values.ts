import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { field, type FieldOptions } from './field.js';

interface WholeOptions extends FieldOptions {
  readonly min: number;
  readonly max: number;
}

/** A whole number, as JSON writes it. */
export function WholeField({ min, max, ...options }: WholeOptions): PropertyDecorator {
  const isValid = (value: unknown): boolean =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
  const schema = { type: 'integer', minimum: min, maximum: max } as const;
  return field(options, schema, isValid, `must be a whole number from ${min} to ${max}`);
}

/** A number with places after the point; only ever answered. */
export const NumberField = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: Number, format: 'double' }, (value) => Number.isFinite(value), 'must be a number');

/** A whole number in a query, where everything is text. */
export const QueryWholeField = (options: WholeOptions): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) =>
      typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    WholeField(options),
  );

/** True or false. */
export const FlagField = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: Boolean }, (value) => typeof value === 'boolean', 'must be true or false');

/** True or false in a query. */
export const QueryFlagField = (options: FieldOptions): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value)),
    FlagField(options),
  );

/** One of a few words. */
export function ChoiceField(
  words: readonly string[],
  options: FieldOptions & { readonly name?: string },
): PropertyDecorator {
  const { name, ...rest } = options;
  const isValid = (value: unknown): boolean => typeof value === 'string' && words.includes(value);
  const schema = { enum: [...words], type: String, ...(name ? { enumName: name } : {}) };
  return field({ example: words[0], ...rest }, schema, isValid, `must be one of ${words.join(', ')}`);
}

/** A list of words, numbers or ids; each must pass `isItem`. */
export function ValuesField(
  options: FieldOptions & {
    readonly item: {
      readonly type: 'string' | 'integer';
      readonly pattern?: string;
      readonly enum?: string[];
    };
    readonly isItem: (value: unknown) => boolean;
    readonly expected: string;
    readonly min?: number;
    readonly max: number;
  },
): PropertyDecorator {
  const { item, isItem, expected, min = 0, max, ...rest } = options;
  const isValid = (value: unknown): boolean =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every(isItem);
  const schema = { type: 'array', items: item, minItems: min, maxItems: max } as const;
  return field(rest, schema, isValid, `must be a list of ${min} to ${max}, each ${expected}`);
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** A list of ids. */
export const IdsField = (
  options: FieldOptions & { readonly min?: number; readonly max: number },
): PropertyDecorator =>
  ValuesField({
    ...options,
    item: { type: 'string', pattern: ID.source },
    isItem: (value) => typeof value === 'string' && ID.test(value),
    expected: 'an id',
  });

const SLUG = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** A list of slugs. */
export const SlugsField = (
  options: FieldOptions & { readonly min?: number; readonly max: number },
): PropertyDecorator =>
  ValuesField({
    ...options,
    item: { type: 'string', pattern: SLUG.source },
    isItem: (value) => typeof value === 'string' && SLUG.test(value),
    expected: 'of lower-case letters, digits and single hyphens',
  });

/** An object of a form that is not described further; only ever answered. */
export const JsonField = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: 'object', additionalProperties: true }, () => true, '');
