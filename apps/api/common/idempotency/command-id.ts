import { createHash, randomUUID } from 'node:crypto';

/**
 * The id of a command: hex SHA-256 of who commands and under which Idempotency-Key, so that the same request has the same id
 * however often it is sent. Without a key each request is a command of its own.
 */
export const commandIdOf = (callerId: string, idempotencyKey: string = randomUUID()): string =>
  createHash('sha256')
    .update(JSON.stringify([callerId, idempotencyKey]))
    .digest('hex');

/** The id of one of several commands that a request makes: it follows from the request's and from its place. */
export const itemIdOf = (commandId: string, index: number): string =>
  createHash('sha256')
    .update(JSON.stringify([commandId, index]))
    .digest('hex');
