import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import type { ApiOptions } from './api-options.js';
import { AppModule, BASE } from './app.module.js';
import { createLogger, logRequests, PinoLogger } from './common/logging/logger.js';
import { CSV_TYPES, YAML_TYPES } from './common/request/text-types.js';
import { limitIntake, limitRequests, limitSignIn } from './common/rate-limit/rate-limit.js';
import { DatabaseConnection } from './database/database-connection.js';
import { Metrics } from './metrics/metrics.js';
import { serveDocument } from './openapi/serve-document.js';

const MAX_BODY = '1mb';

/**
 * The whole API, not yet listening; `main.ts` and the tests start the same. Nothing outside is touched before
 * `init()` or `listen()`.
 */
export async function createApp(options: ApiOptions): Promise<NestExpressApplication> {
  const logger = createLogger(options.logLevel);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(options), {
    logger: new PinoLogger(logger),
    bodyParser: false,
    rawBody: true,
    abortOnError: false,
  });
  app.disable('x-powered-by').disable('etag').set('trust proxy', options.trustedProxies);
  app.use(logRequests(logger), app.get(Metrics).measureRequests);
  // Inside an institution the API is often served without TLS: the browser must not be sent to https by itself.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.use('/api', limitRequests(options.rateLimits));
  app.use(`/${BASE}`, requireDatabase(app.get(DatabaseConnection)));
  app.useBodyParser('json', { limit: MAX_BODY });
  app.useBodyParser('text', { limit: MAX_BODY, type: [...YAML_TYPES, ...CSV_TYPES] });
  app.use(`/${BASE}/auth/login`, ...limitSignIn(options.rateLimits));
  app.use(`/${BASE}/intake`, ...limitIntake(options.rateLimits));
  app.enableShutdownHooks();
  serveDocument(app);
  return app;
}

const requireDatabase =
  (database: DatabaseConnection) =>
  (_request: unknown, _response: unknown, next: () => void): void => {
    database.assertReady();
    next();
  };
