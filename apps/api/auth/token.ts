import { createHash, randomBytes } from 'node:crypto';

/** A new opaque token: 256 random bits, base64url (43 characters). */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token: hex SHA-256, from which nobody gets the token back. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
