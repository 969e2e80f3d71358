import { isIP } from 'node:net';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

/** How many proxies stand before the API, or which addresses they have; false: none. */
export type TrustedProxies = number | readonly string[] | false;

const expected =
  'a number of proxies, or their addresses and networks with commas between, such as 10.0.0.0/8';
const NAMED = ['loopback', 'linklocal', 'uniquelocal'];

/** Reads `1`, or addresses and networks such as `10.0.0.0/8, loopback`, and requires that it is one of these. */
export function ToTrustedProxies(): PropertyDecorator {
  const read = Transform(({ value }) =>
    typeof value === 'string' ? (trustedProxiesOf(value) ?? value) : value,
  );
  const isRead = ValidateBy({
    name: 'isTrustedProxies',
    validator: { validate: (value) => typeof value !== 'string', defaultMessage: () => expected },
  });
  return (target, property) => [read, isRead].forEach((decorate) => decorate(target, property));
}

function trustedProxiesOf(text: string): TrustedProxies | null {
  if (/^\d{1,2}$/.test(text.trim())) return Number(text) === 0 ? false : Number(text);
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => NAMED.includes(part) || isNetwork(part)) ? parts : null;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
