import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { ApiOptions } from './api-options.js';
import { AccessCheck } from './auth/access.check.js';
import { AccessGuard } from './auth/access.guard.js';
import { IdempotencyInterceptor } from './common/idempotency/idempotency.interceptor.js';
import { ProblemFilter } from './common/problem/problem.filter.js';
import { BodyGuard } from './common/request/body.guard.js';
import { RequestPipe } from './common/request/request.pipe.js';
import { EtagInterceptor } from './common/version/etag.interceptor.js';
import { CoreModule } from './core.module.js';
import { resources } from './resources.js';

/** The resources, and the conventions that hold for all of them: those stand here, once. */
@Module({})
export class AppModule {
  static with(options: ApiOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [DiscoveryModule, CoreModule.with(options), ...resources],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: BodyGuard },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_PIPE, useClass: RequestPipe },
        AccessCheck,
      ],
    };
  }
}
