import { HttpException } from '@nestjs/common';
import { problemOfDatabaseError } from './database-problem.js';
import { problemOfTemporalError } from './temporal-problem.js';
import { Problem } from './problem.js';

/** What Express and its body parsers throw. */
interface HttpError extends Error {
  readonly status: number;
  readonly type?: string;
}

const isHttpError = (error: unknown): error is HttpError =>
  error instanceof Error && typeof (error as Partial<HttpError>).status === 'number';

const problemOfStatus: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['bad-request', 'The request cannot be read.'],
  401: ['not-signed-in', 'Sign in first.'],
  403: ['not-allowed', 'You may not do this.'],
  404: ['no-such-route', 'There is nothing at this address.'],
  413: ['too-large', 'The body is larger than allowed.'],
  415: ['unsupported-media-type', 'The body is in a form that is not read here.'],
  429: ['too-many-requests', 'Too many requests: wait a little.'],
};

const detailOfType: Readonly<Record<string, string>> = {
  'entity.parse.failed': 'The body is not JSON.',
  'encoding.unsupported': 'The content encoding is not supported: send the body as it is, or gzip.',
  'charset.unsupported': 'The charset is not supported: send UTF-8.',
};

/** What to answer for whatever was thrown; undefined for what nobody foresaw. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  // A path such as /units/%FF is not UTF-8.
  if (error instanceof URIError) return ofStatus(400);
  if (isHttpError(error) && error.status >= 400 && error.status < 500)
    return ofStatus(error.status, error.type);
  return problemOfDatabaseError(error) ?? problemOfTemporalError(error);
}

function ofStatus(status: number, type?: string): Problem {
  const [code, detail] = problemOfStatus[status] ?? ['bad-request', 'The request cannot be answered.'];
  return new Problem(status, code, (type && detailOfType[type]) ?? detail);
}
