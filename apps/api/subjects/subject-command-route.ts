import { applyDecorators, Post } from '@nestjs/common';
import { Allow } from '../auth/allow.decorator.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { CommandResponse } from './command.response.dto.js';

/**
 * A command to a subject that a workflow owns. Whoever is signed in may ask; whether the post, the person and the moment fit, the
 * subject itself decides.
 */
export const SubjectCommandRoute = (path: string, summary: string, description?: string): MethodDecorator =>
  applyDecorators(
    Post(`:id/${path}`),
    Allow('officer'),
    Operation(summary, description),
    Answers(201, 'The ledger holds the command.', CommandResponse),
    ApiProblems(404, 409, 503),
  ) as MethodDecorator;
