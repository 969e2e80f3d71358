import type { OpenAPIObject } from '@nestjs/swagger';
import { problemAnswer, type ProblemStatus } from '../common/openapi/api-problems.decorator.js';
import { NOT_REPEATABLE_MARK } from '../common/idempotency/not-repeatable.decorator.js';
import { ABOUT_LOOKS, LOOK_MARK } from '../looks/look.decorator.js';
import { operationsOf, type Operation } from './operations.js';

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'Any text of the caller: the same request under the same key is done once and answered alike.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
  example: '0d5f9a0e-6d0b-4c1d-9d3e-2f8f6a7b1c11',
};

/**
 * Adds what the conventions do on every route and so no route says: keys of requests, auditors' looks, bad input, limits, servers away.
 */
export function addConventions(document: OpenAPIObject): OpenAPIObject {
  for (const operation of operationsOf(document)) addTo(operation);
  return document;
}

function addTo({ path, method, operation }: Operation): void {
  const isBelowBase = path.startsWith('/api/');
  if (!isBelowBase) return;
  const takesKey =
    method === 'post' && operation.security !== undefined && !(NOT_REPEATABLE_MARK in operation);
  if (takesKey) operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
  if (LOOK_MARK in operation)
    operation.description = [operation.description, ABOUT_LOOKS].filter(Boolean).join(' ');
  const hasInput = operation.requestBody !== undefined || (operation.parameters ?? []).length > 0;
  const statuses: ProblemStatus[] = [
    ...(hasInput ? ([400] as const) : []),
    ...(operation.requestBody ? ([413, 415] as const) : []),
    ...(takesKey ? ([409, 422] as const) : []),
    429,
    503,
  ];
  for (const status of statuses) operation.responses[status] ??= problemAnswer(status);
}
