import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const NOT_REPEATABLE = Symbol('not-repeatable');
/** Says the same in the OpenAPI document. */
export const NOT_REPEATABLE_MARK = 'x-takes-no-idempotency-key';

/** A POST whose answer must not be kept, such as a token: it takes no Idempotency-Key. */
export const NotRepeatable = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(NOT_REPEATABLE, true),
    ApiExtension(NOT_REPEATABLE_MARK, true),
  ) as MethodDecorator;
