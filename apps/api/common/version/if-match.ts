import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { Problem } from '../problem/problem.js';

const VERSION = /^"(\d{1,9})"$/;

const versionFrom = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<Request>().header('if-match');
  if (header === undefined)
    throw new Problem(
      428,
      'if-match-missing',
      'Send If-Match with the version that you have read, such as "3".',
    );
  const version = VERSION.exec(header)?.[1];
  if (version === undefined) throw changedMeanwhile();
  return Number(version);
});

/** The version that a PUT or PATCH was written against, from `If-Match: "3"`; 428 without. */
export const IfMatch = (): ParameterDecorator => (target, property, index) => {
  if (property === undefined) throw new Error('@IfMatch() belongs to a parameter of a route');
  const descriptor = Object.getOwnPropertyDescriptor(target, property)!;
  ApiHeader({
    name: 'If-Match',
    required: true,
    description: 'The `ETag` or `version` of what was read.',
    schema: { type: 'string', pattern: VERSION.source },
    example: '"3"',
  })(target, property, descriptor);
  ApiProblems(412, 428)(target, property, descriptor);
  versionFrom()(target, property, index);
};

/** 412: somebody has changed it since it was read. */
export const changedMeanwhile = (): Problem =>
  new Problem(412, 'changed-meanwhile', 'It has changed since that version: read it again.');

/** @throws Problem 412 when `current` is not the version that the caller has read */
export function requireVersion(current: number, expected: number): void {
  if (current !== expected) throw changedMeanwhile();
}
