import { randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';

/** argon2id as OWASP advises: 19 MiB, 2 passes, 1 lane; some 20 ms. */
const options: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** In characters. */
export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;

/** Hashes and compares passwords; they are kept nowhere else, and written nowhere. */
export class Passwords {
  /** Compared with when there is no such account, so that the answer takes as long as if there were. */
  private readonly ofNobody = hash(randomBytes(32), options);

  /** @returns the hash in PHC form */
  hash(password: string): Promise<string> {
    return hash(password.normalize('NFC'), options);
  }

  /** @param passwordHash null where there is no such account: false then, after the same time */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    const isSame = await verify(passwordHash ?? (await this.ofNobody), password.normalize('NFC'));
    return isSame && passwordHash !== null;
  }
}

/** A random password to be replaced at the first login: 120 bits, in groups that can be read out. */
export const oneTimePassword = (): string => (randomBytes(15).toString('hex').match(/.{6}/g) ?? []).join('-');
