import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Facts } from '../../libs/records/facts/facts.js';
import { Texts } from '../../libs/privacy/texts.js';
import { API_OPTIONS, type ApiOptions } from './api-options.js';
import { IdempotencyKeys } from './common/idempotency/idempotency-keys.js';
import { ChangesModule } from './changes/changes.module.js';
import { DatabaseModule } from './database/database.module.js';
import { LooksModule } from './looks/looks.module.js';
import { Metrics } from './metrics/metrics.js';
import { SubjectsModule } from './subjects/subjects.module.js';
import { TemporalModule } from './temporal/temporal.module.js';

/** What every resource uses. */
@Global()
@Module({})
export class CoreModule {
  static with(options: ApiOptions): DynamicModule {
    return {
      module: CoreModule,
      imports: [DatabaseModule, TemporalModule, ChangesModule, LooksModule, SubjectsModule],
      providers: [
        { provide: API_OPTIONS, useValue: options },
        { provide: Texts, useValue: new Texts(options.instanceKey) },
        Facts,
        IdempotencyKeys,
        Metrics,
      ],
      exports: [API_OPTIONS, Texts, Facts, IdempotencyKeys, Metrics],
    };
  }
}
