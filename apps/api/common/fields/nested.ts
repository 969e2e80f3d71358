import type { Type } from '@nestjs/common';
import { Transform, Type as BuildAs } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { field, type FieldOptions } from './field.js';

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The generator takes a function for a class to come only when its name is `type`. */
const lazy = (type: () => Type<object>): { type: () => Type<object> } => ({ type: () => type() });

/** An object of a class of its own. */
export const ObjectField = (type: () => Type<object>, options: FieldOptions): PropertyDecorator =>
  field(options, lazy(type), isObject, 'must be an object', BuildAs(type), ValidateNested());

interface ListOptions extends FieldOptions {
  readonly min?: number;
  readonly max: number;
}

/** A list of objects of one class. */
export function ListField(
  type: () => Type<object>,
  { min = 0, max, ...options }: ListOptions,
): PropertyDecorator {
  const isValid = (value: unknown): boolean =>
    Array.isArray(value) && value.length >= min && value.length <= max;
  const schema = { ...lazy(type), isArray: true, minItems: min, maxItems: max } as const;
  const expected = `must be a list of ${min} to ${max}`;
  // What is no list, or too long a one, is one fault: nobody looks into each of its items.
  const orNoList = Transform(
    ({ value }: { value: unknown }) =>
      value == null || (Array.isArray(value) && value.length <= max) ? value : false,
    { toClassOnly: true },
  );
  return field(options, schema, isValid, expected, BuildAs(type), orNoList, ValidateNested({ each: true }));
}
