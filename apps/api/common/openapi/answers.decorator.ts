import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';

/** What the route does, in one line, and where that is not enough, what to know before calling it. */
export const Operation = (summary: string, description?: string): MethodDecorator =>
  ApiOperation({ summary, ...(description ? { description } : {}) });

/** The answer when all went well: sets the status too. Without a type: no body. */
export const Answers = (status: number, description: string, type?: Type): MethodDecorator =>
  applyDecorators(
    HttpCode(status),
    ApiResponse({ status, description, ...(type ? { type } : {}) }),
  ) as MethodDecorator;
