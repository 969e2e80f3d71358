import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { tap, type Observable } from 'rxjs';

/** Says the `version` of what is answered as its ETag too, so that it can be sent back as If-Match. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      tap((answer: { version?: unknown } | null | undefined) => {
        if (typeof answer?.version === 'number') response.setHeader('ETag', `"${answer.version}"`);
      }),
    );
  }
}
