import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { pino, type Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { loggablePath } from './loggable-path.js';

/** One line of JSON for each event; never a body, a header, a query or a name. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });

/** What Nest and our own classes log goes through pino. */
export class PinoLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  /** Nest's own start-up lines are of use when something is being looked for, not every day. */
  log(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.pino.error({ context, stack }, String(message));
  }
  fatal(message: unknown, stack?: string, context?: string): void {
    this.pino.fatal({ context, stack }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }
  verbose(message: unknown, context?: string): void {
    this.pino.trace({ context }, String(message));
  }
}

const REQUEST_ID_FORM = /^[\w.-]{1,100}$/;

/** Gives each request an id, told in `X-Request-Id`, and logs it: at debug when all went well, louder when we failed. */
export const logRequests = (logger: Logger): RequestHandler =>
  pinoHttp<Request, Response>({
    logger,
    genReqId: (request, response) => {
      const given = request.header('x-request-id');
      const id = given !== undefined && REQUEST_ID_FORM.test(given) ? given : randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_request, response, error) =>
      error || (response.statusCode >= 500 && response.statusCode !== 503)
        ? 'error'
        : response.statusCode === 503
          ? 'warn'
          : 'debug',
    // What failed is logged by the filter of problems, once.
    customErrorObject: (_request, _response, _error, line: object) => ({ ...line, err: undefined }),
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
        id,
        method,
        path: loggablePath(url),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
  });
