import {
  Inject,
  Injectable,
  Logger,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { catchError, concatMap, from, of, type Observable } from 'rxjs';
import { API_OPTIONS, type ApiOptions } from '../../api-options.js';
import { badRequest, Problem, type Fault } from '../problem/problem.js';
import { problemOf } from '../problem/problem-of.js';
import { commandIdOf } from './command-id.js';
import { IdempotencyKeys, stillRunning, type Claim, type KeptAnswer } from './idempotency-keys.js';
import { NOT_REPEATABLE } from './not-repeatable.decorator.js';
import { requestHashOf } from './request-hash.js';

const KEY_FORM = /^[\x21-\x7e]{1,255}$/;

/** Gives every change its command id, and answers a POST that is repeated under its Idempotency-Key as it was answered. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Idempotency');

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: IdempotencyKeys,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const { caller } = request;
    if (caller === undefined || request.method === 'GET') return next.handle();
    const hash = requestHashOf(request, this.options.instanceKey);
    const key = this.keyOf(context, request);
    if (key === undefined) {
      request.command = { caller, id: commandIdOf(caller.officerId), hash, claim: undefined };
      return next.handle();
    }
    const response = context.switchToHttp().getResponse<Response>();
    const claiming = await this.keys.claim(caller.officerId, key, hash);
    if (claiming === 'another-request')
      throw new Problem(422, 'idempotency-key-reused', 'This Idempotency-Key was used for another request.');
    if (claiming === 'running') throw stillRunning();
    if ('kept' in claiming) return of(replay(claiming.kept, response));
    const claim: Claim = {
      caller: caller.officerId,
      key,
      since: claiming.claimed,
      successStatus: response.statusCode,
      isKept: false,
    };
    request.command = { caller, id: commandIdOf(caller.officerId, key), hash, claim };
    return next.handle().pipe(
      concatMap((answer) => from(this.keepSuccess(claim, answer))),
      catchError((error: unknown) => from(this.keepProblem(claim, error))),
    );
  }

  private keyOf(context: ExecutionContext, request: Request): string | undefined {
    if (request.method !== 'POST') return undefined;
    if (this.reflector.get<boolean>(NOT_REPEATABLE, context.getHandler())) return undefined;
    const key = request.header('idempotency-key');
    if (key === undefined || KEY_FORM.test(key)) return key;
    const detail = 'must be 1 to 255 visible ASCII characters';
    throw badRequest([{ pointer: '/header/Idempotency-Key', detail }]);
  }

  private async keepSuccess(claim: Claim, response: unknown): Promise<unknown> {
    if (!claim.isKept) {
      // The change is made: failing now would tell the caller otherwise. A repetition finds it by the command's id.
      await this.keys.keep(claim, { status: claim.successStatus, response }).catch((error: unknown) => {
        this.logger.warn(`an answer could not be kept: ${(error as Error).name}`);
      });
    }
    return response;
  }

  /** A refusal is an answer too; what failed on our side may be tried again. */
  private async keepProblem(claim: Claim, error: unknown): Promise<never> {
    if (!claim.isKept) {
      const problem = problemOf(error);
      const isAnswer = problem !== undefined && problem.status < 500 && problem.status !== 429;
      const done = isAnswer
        ? this.keys.keep(claim, { status: problem.status, response: problem.toBody() })
        : this.keys.release(claim);
      await done.catch(() => undefined);
    }
    throw error;
  }
}

function replay({ status, response: kept }: KeptAnswer, response: Response): unknown {
  response.setHeader('Idempotent-Replayed', 'true');
  if (status >= 400) {
    const { code, detail, errors } = kept as { code: string; detail: string; errors?: Fault[] };
    throw new Problem(status, code, detail, errors ? { errors } : {});
  }
  response.status(status);
  return status === 204 ? undefined : kept;
}
