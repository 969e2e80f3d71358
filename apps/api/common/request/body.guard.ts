import { isUtf8 } from 'node:buffer';
import { Injectable, type CanActivate, type ExecutionContext, type RawBodyRequest } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { badRequest, Problem } from '../problem/problem.js';
import { findUnusable } from './unusable.js';

/** Where `@ApiConsumes` keeps what it was given. */
const CONSUMES = 'swagger/apiConsumes';

/**
 * Answers 415 for a body in a form that the route does not read (JSON, unless `@ApiConsumes` names others), and 400 for one
 * that nothing behind may touch: no UTF-8, or nested without end.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<RawBodyRequest<Request>>();
    if (!hasBody(request)) return true;
    const read = this.reflector.get<string[] | undefined>(CONSUMES, context.getHandler()) ?? [
      'application/json',
    ];
    if (!request.is(read))
      throw new Problem(415, 'unsupported-media-type', `Send the body as ${read.join(' or ')}.`);
    if (request.rawBody !== undefined && !isUtf8(request.rawBody))
      throw badRequest([{ pointer: '', detail: 'must be UTF-8' }]);
    const { tooDeep, faults } = findUnusable(request.body, '');
    if (tooDeep) throw badRequest(faults);
    return true;
  }
}

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
