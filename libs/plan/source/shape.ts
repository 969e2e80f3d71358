import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import { isPlainObject } from './checks.js';
import { FaultyFile, type Fault, type Path } from './fault.js';
import type { YamlFile } from './yaml-file.js';

/** A file read into a class, as far as it has the right shape, and what has not. */
export interface Shaped<T> {
  readonly value: T;
  readonly faults: readonly Fault[];
  /** Whether nothing is wrong at or below a place, so that it can be read further. */
  isSound(path: Path): boolean;
}

/**
 * Reads a file into a class whose properties say by decorators what they must be. Unknown keys are faults.
 *
 * @throws FaultyFile when the file is not a group of keys at all
 */
export function shapeOf<T extends object>(type: new () => T, file: YamlFile): Shaped<T> {
  if (!isPlainObject(file.value)) throw new FaultyFile([file.fault([], 'must be a group of keys')]);
  const value = plainToInstance(type, file.value);
  const errors = validateSync(value, { whitelist: true, forbidNonWhitelisted: true });
  const wrong = errors.flatMap((error) => placesOf(error, []));
  return {
    value,
    faults: wrong.map(({ path, detail }) => file.fault(path, detail)),
    isSound: (path) => !wrong.some((place) => path.every((step, index) => place.path[index] === step)),
  };
}

interface Place {
  readonly path: Path;
  readonly detail: string;
}

function placesOf(error: ValidationError, above: Path): Place[] {
  const path = [...above, /^\d+$/.test(error.property) ? Number(error.property) : error.property];
  const below = (error.children ?? []).flatMap((child) => placesOf(child, path));
  const { whitelistValidation, must } = error.constraints ?? {};
  if (whitelistValidation !== undefined) return [{ path, detail: unknownKey(error) }, ...below];
  if (must === undefined) return below;
  const subject = error.value === undefined ? `${error.property} is missing: it` : error.property;
  return [{ path, detail: `${subject} ${must}` }, ...below];
}

function unknownKey({ property, target }: ValidationError): string {
  const checks = getMetadataStorage().getTargetValidationMetadatas(
    target?.constructor as never,
    '',
    true,
    false,
  );
  const known = [...new Set(checks.map(({ propertyName }) => propertyName))];
  return `"${property}" is not known here: the keys are ${known.join(', ')}`;
}
