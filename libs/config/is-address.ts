import { ValidateBy } from 'class-validator';

/** Whether this is an address that begins with one of the schemes and names a host. */
export function isAddress(schemes: readonly string[], value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return schemes.includes(protocol.slice(0, -1)) && hostname !== '';
}

/**
 * Requires an address that begins with one of the schemes and names a host.
 * @param expected completes "must be ..."
 */
export function IsAddress(schemes: readonly string[], expected: string): PropertyDecorator {
  const validate = (value: unknown): boolean => isAddress(schemes, value);
  return ValidateBy({ name: 'isAddress', validator: { validate, defaultMessage: () => expected } });
}
