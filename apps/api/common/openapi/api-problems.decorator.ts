import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemResponse } from '../problem/problem.response.dto.js';

const MEANINGS = {
  400: 'The request is not as it must be; `errors` names every fault.',
  401: 'Not signed in, or the token has expired.',
  403: 'Known, and not allowed.',
  404: 'There is none, or the caller may not see it.',
  409: 'A rule refuses; `code` names it.',
  412: 'It has changed since the version that `If-Match` names.',
  413: 'The body is too large.',
  415: 'The body is in a form that is not read here.',
  422: 'The `Idempotency-Key` was used for another request, or a file is refused for what it holds; `code` says which.',
  428: '`If-Match` is missing.',
  429: 'Too many requests; `Retry-After` says in how many seconds to ask again.',
  503: 'PostgreSQL or Temporal is away; `Retry-After` says in how many seconds to ask again.',
} as const;

export type ProblemStatus = keyof typeof MEANINGS;

const retryAfter = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' as const } } };

/** What the documentation says of one kind of problem. */
export const problemAnswer = (status: ProblemStatus) => ({
  description: MEANINGS[status],
  ...(status === 429 || status === 503 ? { headers: retryAfter } : {}),
  content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemResponse) } } },
});

/**
 * Documents the problems that the route answers of its own: refusals (409), what is not there (404). What the conventions
 * add (bad input, sign-in, limits, servers away) stands in the document by itself.
 */
export const ApiProblems = (...statuses: ProblemStatus[]): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemResponse),
    ...statuses.map((status) => ApiResponse({ status, ...problemAnswer(status) })),
  ) as MethodDecorator;
