import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Caller } from '../../auth/caller.js';
import type { Claim } from './idempotency-keys.js';

/** A request that changes something: who asks, and under which id. */
export interface Command {
  readonly caller: Caller;
  /** Also the Update id where a workflow takes it; in the ledger, unique in its subject. */
  readonly id: string;
  /** HMAC-SHA-256 of what is asked under the key of the instance, hex; kept in the ledger beside the id. */
  readonly hash: string;
  /** The Idempotency-Key that the caller gave, held until the answer is kept. */
  readonly claim: Claim | undefined;
}

/** The command that a POST, PUT or PATCH is; set by the interceptor before the handler runs. */
export const CurrentCommand = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Request>().command,
);
