import { ValidateBy, type ValidationArguments } from 'class-validator';

/** Requires another variable to be set too. */
export function IsGivenWith(property: string, variable: string): PropertyDecorator {
  const validate = (_value: unknown, args?: ValidationArguments): boolean =>
    (args?.object as Record<string, unknown>)[property] !== undefined;
  const defaultMessage = () => `given together with ${variable}`;
  return ValidateBy({ name: 'isGivenWith', validator: { validate, defaultMessage } });
}
