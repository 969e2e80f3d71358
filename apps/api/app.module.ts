import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { ApiOptions } from './api-options.js';
import { AccessCheck } from './auth/access.check.js';
import { AccessGuard } from './auth/access.guard.js';
import { AuthModule } from './auth/auth.module.js';
import { IdempotencyInterceptor } from './common/idempotency/idempotency.interceptor.js';
import { ProblemFilter } from './common/problem/problem.filter.js';
import { MediaTypeGuard } from './common/request/media-type.guard.js';
import { RequestPipe } from './common/request/request.pipe.js';
import { EtagInterceptor } from './common/version/etag.interceptor.js';
import { CoreModule } from './core.module.js';
import { HealthModule } from './health/health.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';

/** One module for each resource; the conventions that hold for all of them stand here, once. */
@Module({})
export class AppModule {
  static with(options: ApiOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [DiscoveryModule, CoreModule.with(options), OrganisationModule, HealthModule, AuthModule],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: MediaTypeGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
        { provide: APP_PIPE, useClass: RequestPipe },
        AccessCheck,
      ],
    };
  }
}
