import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { badRequest, type Fault } from '../problem/problem.js';
import { pointerTo } from './pointer.js';
import { findUnusable } from './unusable.js';

const BASES: Readonly<Record<string, string>> = { body: '', query: '/query', param: '/path' };
/** More faults than anybody reads; an answer many times as long as the request helps nobody. */
const MAX_FAULTS = 200;
const NATIVE: readonly unknown[] = [String, Boolean, Number, Array, Object, undefined];

/**
 * Builds the declared class from a body, a query or the parameters of a path, and answers 400 with everything that is wrong: unknown
 * fields too. Nothing is converted but what a field's decorator says.
 */
@Injectable()
export class RequestPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype }: ArgumentMetadata): Promise<unknown> {
    const base = BASES[type];
    if (base === undefined || NATIVE.includes(metatype)) return value;
    const given = value ?? {};
    if (typeof given !== 'object' || Array.isArray(given))
      throw badRequest([{ pointer: base, detail: 'must be an object' }]);
    const unusable = findUnusable(given, base);
    const built = plainToInstance(metatype as Type<object>, given);
    const errors = await validate(built, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
    });
    const faults = distinct([...unusable.faults, ...faultsOf(errors, base)]);
    if (faults.length > 0) throw badRequest(faults.slice(0, MAX_FAULTS));
    return built;
  }
}

function faultsOf(errors: readonly ValidationError[], base: string): Fault[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const pointer = pointerTo(base, property);
    const inner = faultsOf(children ?? [], pointer);
    return constraints ? [{ pointer, detail: detailOf(constraints) }, ...inner] : inner;
  });
}

function detailOf(constraints: Readonly<Record<string, string>>): string {
  const { field, whitelistValidation, nestedValidation, ...others } = constraints;
  if (field !== undefined) return field;
  if (whitelistValidation !== undefined) return 'is not known here';
  if (nestedValidation !== undefined) return 'must be an object';
  return Object.values(others)[0] ?? 'is not as it must be';
}

/** One fault for each place. */
const distinct = (faults: readonly Fault[]): Fault[] =>
  [...new Map(faults.toReversed().map((fault) => [fault.pointer, fault])).values()].reverse();
