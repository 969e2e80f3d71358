import { isDeepStrictEqual } from 'node:util';
import {
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { lastValueFrom, of, type Observable } from 'rxjs';
import type { Caller } from '../auth/caller.js';
import { Problem } from '../common/problem/problem.js';
import { LOOK, type SightName } from './look.decorator.js';
import { Looks, type Asked } from './looks.js';

/**
 * Has an auditor's look recorded before it is answered. Whether it is one, the route itself tells: it is asked once more in the name of
 * the same person without the auditor's role, and where that answers the same, they hold another right to what they see.
 */
@Injectable()
export class LookInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly looks: Looks,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const what = this.reflector.get<SightName | undefined>(LOOK, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    const { caller } = request;
    if (what === undefined || caller?.has('auditor') !== true) return next.handle();
    const readAs = (as: Caller): Promise<unknown> => {
      request.caller = as;
      return lastValueFrom(next.handle());
    };
    const seen = await readAs(caller);
    try {
      if (!(await answersTheSame(seen, () => readAs(caller.without('auditor')))))
        await this.looks.looked(caller, what, askedOf(context));
    } catch (error) {
      release(seen);
      throw error;
    } finally {
      request.caller = caller;
    }
    return of(seen);
  }
}

/** The parameters that the route knows: it has checked them, and they hold ids and filters. What else stands in an address may be any text. */
function askedOf(context: ExecutionContext): Asked {
  const { params, query } = context.switchToHttp().getRequest<Request>();
  const known = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  ) as object;
  const takesQuery = Object.keys(known).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
  return { ...params, ...(takesQuery ? query : {}) };
}

async function answersTheSame(seen: unknown, read: () => Promise<unknown>): Promise<boolean> {
  try {
    const other = await read();
    release(other);
    // A file that is opened at all is the same file.
    return other instanceof StreamableFile || isDeepStrictEqual(other, seen);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return false;
    throw error;
  }
}

/** Closes what is not sent. */
function release(answer: unknown): void {
  if (answer instanceof StreamableFile) answer.getStream().destroy();
}
