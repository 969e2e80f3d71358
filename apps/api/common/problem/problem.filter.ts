import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { loggablePath } from '../logging/loggable-path.js';
import { methodsAt } from './methods-at.js';
import { Problem } from './problem.js';
import { problemOf } from './problem-of.js';

/** Answers whatever is thrown as application/problem+json; what nobody foresaw is logged and told without detail. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.toProblem(error, request);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.more.retryAfterSeconds !== undefined)
      response.setHeader('Retry-After', problem.more.retryAfterSeconds);
    for (const [name, value] of Object.entries(problem.more.headers ?? {})) response.setHeader(name, value);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem.toBody()));
  }

  private toProblem(error: unknown, request: Request): Problem {
    const problem = problemOf(error);
    if (problem?.code === 'no-such-route') return wrongMethod(request) ?? problem;
    if (problem) {
      if (problem.status >= 500)
        this.logger.warn(`${request.method} ${loggablePath(request.originalUrl)}: ${problem.message}`);
      return problem;
    }
    // The stack only: messages of unforeseen errors may quote what was sent.
    this.logger.error(
      `${request.method} ${loggablePath(request.originalUrl)} failed`,
      error instanceof Error ? error.stack : undefined,
    );
    return new Problem(500, 'internal', 'Something went wrong here. It has been recorded.');
  }
}

function wrongMethod(request: Request): Problem | undefined {
  const methods = methodsAt(request.app, pathOf(request));
  if (methods.length === 0) return undefined;
  const allow = methods.join(', ');
  return new Problem(405, 'method-not-allowed', `Only ${allow} is answered here.`, {
    headers: { Allow: allow },
  });
}

const pathOf = ({ originalUrl }: Request): string => originalUrl.split('?')[0] ?? '';
