import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemResponse } from '../common/problem/problem.response.dto.js';
import { addConventions } from './conventions.js';
import { toOpenApi31 } from './to-3-1.js';

const DESCRIPTION = `Holds the holders of public offices to the duties that a work plan lays on them.

Errors are application/problem+json (RFC 9457). Instants are RFC 3339 in UTC; dates are days in the unit's zone. Every POST takes an
Idempotency-Key. Lists take limit and cursor.`;

/** The description of the API, from its code; the application need not be listening, nor its servers be there. */
export function createDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Luze')
    .setVersion('1')
    .setDescription(DESCRIPTION)
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'The accessToken of POST /api/v1/auth/login.',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemResponse],
    operationIdFactory: (controller, method) => operationIdOf(controller, method),
  });
  return toOpenApi31(addConventions(document));
}

/** `UnitsController.create` is `unitsCreate`. */
function operationIdOf(controller: string, method: string): string {
  const resource = controller.replace(/Controller$/, '');
  return `${resource[0]?.toLowerCase()}${resource.slice(1)}${method[0]?.toUpperCase()}${method.slice(1)}`;
}
