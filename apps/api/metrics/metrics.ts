import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What is counted and measured; each application has its own registry. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly httpSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by the route that answered.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Measures every request. */
  readonly measureRequests: RequestHandler = (request, response, next) => {
    const startedAtMs = performance.now();
    response.once('finish', () => {
      this.httpSeconds
        .labels(request.method, routeOf(request), String(response.statusCode))
        .observe((performance.now() - startedAtMs) / 1_000);
    });
    next();
  };
}

/** The pattern and not the path: ids would make a time series each. */
const routeOf = (request: Request): string =>
  (request.route as { path?: string } | undefined)?.path ?? 'none';
