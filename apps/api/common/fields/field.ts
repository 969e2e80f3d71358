import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';

/** What every field of a request or an answer says of itself. */
export interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  /** May be left out. */
  readonly optional?: boolean;
  /** May be null. */
  readonly nullable?: boolean;
}

/**
 * A field: its schema in OpenAPI and the one check that a request must pass, in one decorator. Answers use the same
 * decorators and are not checked.
 * @param expected completes "must be ..." or says it whole; it is what the caller reads
 */
export function field(
  options: FieldOptions,
  schema: ApiPropertyOptions,
  isValid: (value: unknown) => boolean,
  expected: string,
  ...more: PropertyDecorator[]
): PropertyDecorator {
  const { description, example, optional = false, nullable = false } = options;
  const documented = {
    ...schema,
    description,
    required: !optional,
    ...(nullable ? { nullable } : {}),
    ...(example === undefined ? {} : { example }),
  } as ApiPropertyOptions;
  return applyDecorators(
    ApiProperty(documented),
    ValidateIf((_, value) => !(optional && value === undefined) && !(nullable && value === null)),
    ValidateBy({ name: 'field', validator: { validate: isValid, defaultMessage: () => expected } }),
    ...more,
  );
}
