import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from '../problem/problem.js';

/** Requests a minute, for each process of the API. */
export interface RateLimits {
  /** From one address, all in all. */
  readonly perAddress: number;
  /** Attempts to sign in from one address: a whole institution may sit behind one. */
  readonly signInPerAddress: number;
  /** Attempts to sign in from one address under one name. */
  readonly signInPerName: number;
  /** Requests from one address for what needs no account. */
  readonly intakePerAddress: number;
  /** Reports to one unit, wherever they come from. */
  readonly intakePerUnit: number;
}

export const DEFAULT_RATE_LIMITS: RateLimits = {
  perAddress: 6_000,
  signInPerAddress: 300,
  signInPerName: 10,
  intakePerAddress: 30,
  intakePerUnit: 60,
};

const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? '');

function nameOf(request: Request): string {
  const { username } = (request.body ?? {}) as { username?: unknown };
  return typeof username === 'string' ? username.slice(0, 100) : '';
}

const perMinute = (
  limit: number,
  keyOf: (request: Request) => string,
  isLimited: (request: Request) => boolean = () => true,
): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: keyOf,
    skip: (request) => !isLimited(request),
    // Whether a forwarded address counts is for LUZE_TRUST_PROXY to say; anybody may send one.
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) =>
      next(new Problem(429, 'too-many-requests', 'Too many requests: wait as long as Retry-After says.')),
  });

/** For every address below `/api`. */
export const limitRequests = ({ perAddress }: RateLimits): RequestHandler => perMinute(perAddress, addressOf);

/** For signing in; stands behind the body parser. */
export const limitSignIn = ({ signInPerAddress, signInPerName }: RateLimits): RequestHandler[] => [
  perMinute(signInPerAddress, addressOf),
  perMinute(signInPerName, (request) => `${addressOf(request)} ${nameOf(request)}`),
];

/** A report itself, and not what is asked about one by its code: `POST /intake/{unit}`, mounted at `/intake`. */
const isReport = ({ method, path }: Request): boolean => method === 'POST' && /^\/[^/]+\/?$/.test(path);

/** For what needs no account. */
export const limitIntake = ({ intakePerAddress, intakePerUnit }: RateLimits): RequestHandler[] => [
  perMinute(intakePerAddress, addressOf),
  perMinute(intakePerUnit, ({ path }) => path.replaceAll('/', ''), isReport),
];
