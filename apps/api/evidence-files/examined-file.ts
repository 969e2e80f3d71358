import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { IncomingFile } from '../../../libs/evidence/store.js';
import type { EvidenceType } from '../../../libs/evidence/types.js';

/** An uploaded file that may be kept. */
export interface ExaminedFile extends IncomingFile {
  /** Made safe. */
  readonly name: string;
  readonly type: EvidenceType;
}

/** The file of an upload; set by its guard before the handler runs. */
export const UploadedEvidence = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Request>().upload,
);
