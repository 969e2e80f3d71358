import { Type } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { isName } from '../../domain/duty/fault.js';

/** Requires what `isRight` says; `expected` completes "must be ...". */
export const Must = (expected: string, isRight: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name: 'must', validator: { validate: isRight, defaultMessage: () => `must be ${expected}` } });

export const isSlug = (value: unknown): value is string => typeof value === 'string' && isName(value);

/** A name that other places refer to, and that ids are made of. */
export const Slug = (): PropertyDecorator =>
  Must('at most 64 small letters and digits, with single hyphens between', isSlug);

/** A list of such names. */
export const Slugs = (min: number, max: number): PropertyDecorator =>
  Must(`a list of ${min} to ${max} names`, (value) => {
    return Array.isArray(value) && value.length >= min && value.length <= max && value.every(isSlug);
  });

/** One line of text for people. */
export const Line = (max = 200): PropertyDecorator =>
  Must(`text of 1 to ${max} characters on one line`, (value) => {
    const isText = typeof value === 'string' && value.trim() === value;
    return isText && value.length >= 1 && value.length <= max && !/\p{Cc}/u.test(value);
  });

export const Whole = (min: number, max: number): PropertyDecorator =>
  Must(`a whole number from ${min} to ${max}`, (value) => {
    return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
  });

export const Flag = (): PropertyDecorator => Must('true or false', (value) => typeof value === 'boolean');

export const OneOf = (...choices: readonly (string | number)[]): PropertyDecorator =>
  Must(choices.length === 1 ? String(choices[0]) : `one of ${choices.join(', ')}`, (value) =>
    choices.includes(value as string),
  );

export const Optional = IsOptional;

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One object of a class that is checked in turn. */
export const One =
  (type: new () => object): PropertyDecorator =>
  (target, property) => {
    Type(() => type)(target, property);
    ValidateNested()(target, property);
    Must('a group of keys', isPlainObject)(target, property);
  };

/** A list of objects of a class, each checked in turn. */
export const Many =
  (type: new () => object, min: number, max: number): PropertyDecorator =>
  (target, property) => {
    const isList = (value: unknown): boolean =>
      Array.isArray(value) &&
      value.length >= min &&
      value.length <= max &&
      value.every((item) => isPlainObject(item));
    Type(() => type)(target, property);
    ValidateNested({ each: true })(target, property);
    Must(`a list of ${min} to ${max} groups of keys`, isList)(target, property);
  };
