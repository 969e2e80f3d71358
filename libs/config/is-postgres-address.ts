import { ValidateBy } from 'class-validator';
import { isAddress } from './is-address.js';
import { isReadableFile } from './is-readable-file.js';

/** What `sslmode` may be; `verify-full` is the one that proves whom one talks to. */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];
const FILES = ['sslrootcert', 'sslcert', 'sslkey'];

const expected =
  'an address such as postgres://user:password@host:5432/database, where TLS is asked for by ?sslmode=verify-full, with files that can be read as sslrootcert, sslcert and sslkey';

/** Requires an address of PostgreSQL, with what it says of TLS. */
export function IsPostgresAddress(): PropertyDecorator {
  const validate = (value: unknown): boolean => {
    if (!isAddress(['postgres', 'postgresql'], value)) return false;
    const asked = new URL(value).searchParams;
    const mode = asked.get('sslmode');
    const files = FILES.flatMap((name) => asked.getAll(name));
    return (mode === null || SSL_MODES.includes(mode)) && files.every(isReadableFile);
  };
  return ValidateBy({ name: 'isPostgresAddress', validator: { validate, defaultMessage: () => expected } });
}
