import { Module, type DynamicModule } from '@nestjs/common';
import {
  APP_FILTER,
  APP_GUARD,
  APP_INTERCEPTOR,
  APP_PIPE,
  DiscoveryModule,
  RouterModule,
} from '@nestjs/core';
import type { ApiOptions } from './api-options.js';
import { AccessCheck } from './auth/access.check.js';
import { AccessGuard } from './auth/access.guard.js';
import { IdempotencyInterceptor } from './common/idempotency/idempotency.interceptor.js';
import { ProblemFilter } from './common/problem/problem.filter.js';
import { BodyGuard } from './common/request/body.guard.js';
import { RequestPipe } from './common/request/request.pipe.js';
import { EtagInterceptor } from './common/version/etag.interceptor.js';
import { CoreModule } from './core.module.js';
import { HealthModule } from './health/health.module.js';
import { LookInterceptor } from './looks/look.interceptor.js';
import { resources } from './resources.js';

/** Where the resources are; health and metrics stand outside. */
export const BASE = 'api/v1';

/** The resources, and the conventions that hold for all of them: those stand here, once. */
@Module({})
export class AppModule {
  static with(options: ApiOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DiscoveryModule,
        CoreModule.with(options),
        HealthModule,
        ...resources,
        RouterModule.register([{ path: BASE, children: resources }]),
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: BodyGuard },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: LookInterceptor },
        { provide: APP_PIPE, useClass: RequestPipe },
        AccessCheck,
      ],
    };
  }
}
