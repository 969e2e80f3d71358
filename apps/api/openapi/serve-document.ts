import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { createDocument } from './document.js';

/** `/api/openapi.json`, and the same to read and try at `/api/docs`, which is also where a browser without a path is sent. */
export function serveDocument(app: NestExpressApplication): void {
  SwaggerModule.setup('api/docs', app, () => createDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Luze API',
  });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/', (_request, response) => response.redirect('/api/docs'));
}
