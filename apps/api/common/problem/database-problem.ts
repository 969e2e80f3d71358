import { Problem, refused, unavailable } from './problem.js';

/** What the driver says of an error: a SQLSTATE of PostgreSQL, or a code of the socket. */
function codeOf(error: unknown): string | undefined {
  const { driverError, code } = error as { driverError?: { code?: unknown }; code?: unknown };
  const found = driverError?.code ?? code;
  return typeof found === 'string' ? found : undefined;
}

const socketCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'ENOENT']);
const endedConnection =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered/;

/** PostgreSQL is not there, is starting or going, or has no connection left. */
function isAway(error: unknown, code: string | undefined): boolean {
  if (code !== undefined && (socketCodes.has(code) || /^(08|57P0|53)/.test(code))) return true;
  return error instanceof Error && endedConnection.test(error.message);
}

/** Lost a race that may be run again: serialization failure, deadlock, lock or statement timeout. */
const transient = new Set(['40001', '40P01', '55P03', '57014']);

/** The answer for an error of PostgreSQL or of the way to it; undefined for what only a mistake of ours can cause. */
export function problemOfDatabaseError(error: unknown): Problem | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const code = codeOf(error);
  if (isAway(error, code)) return unavailable('database-away', 'The database is away for now.');
  if (code === undefined) return undefined;
  if (transient.has(code)) return unavailable('busy', 'Others are changing the same thing: ask again.', 1);
  if (code === '23505') return refused('already-exists', 'There is one already.');
  if (code === '23503') return refused('unknown-reference', 'It names something that does not exist.');
  if (code === '23P01') return refused('overlap', 'It overlaps with another one.');
  // Values that no column can hold, such as a NUL in a text: the fields refuse them, this is the net below.
  if (/^22/.test(code)) return new Problem(400, 'bad-request', 'A value cannot be stored.');
  return undefined;
}
