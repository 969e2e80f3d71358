import { ValidateBy } from 'class-validator';

/**
 * Requires an address that begins with one of the schemes and names a host.
 * @param expected completes "must be ..."
 */
export function IsAddress(schemes: readonly string[], expected: string): PropertyDecorator {
  const validate = (value: unknown) => {
    if (typeof value !== 'string' || !URL.canParse(value)) return false;
    const { protocol, hostname } = new URL(value);
    return schemes.includes(protocol.slice(0, -1)) && hostname !== '';
  };
  return ValidateBy({ name: 'isAddress', validator: { validate, defaultMessage: () => expected } });
}
