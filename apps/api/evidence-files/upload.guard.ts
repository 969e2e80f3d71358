import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { safeName } from '../../../libs/evidence/file-name.js';
import { examine } from '../../../libs/evidence/inspect/examine.js';
import { DEFAULT_LIMITS } from '../../../libs/evidence/limits.js';
import { FileRefused } from '../../../libs/evidence/refusal.js';
import { EvidenceStore } from '../../../libs/evidence/store.js';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { Problem } from '../common/problem/problem.js';
import { receiveForm, type ReceivedForm } from './receive-form.js';

const STATUS_OF = { size: 413, type: 415, content: 422 } as const;

/**
 * Reads the form of an upload and examines its file, after it is known who sends it and before anything else looks at the request: as its
 * body there stand then the fields and the file's SHA-256, so that a repeated request is recognised by what the file holds. What is not
 * kept in the end is removed when the answer has been sent, or the sender has gone.
 */
@Injectable()
export class UploadGuard implements CanActivate {
  constructor(
    private readonly store: EvidenceStore,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const { fields, file } = await this.receive(request);
    request.body = { ...fields };
    if (file === undefined) return true;
    const response = context.switchToHttp().getResponse<Response>();
    const discard = (): void => void this.store.discard(file).catch(() => undefined);
    if (response.destroyed) discard();
    else response.once('close', discard);
    const name = safeName(file.name);
    const { folder: _, types, ...limits } = this.options.evidence;
    const type = await orProblem(
      examine(file.path, { name, mediaType: file.mediaType }, types, { ...DEFAULT_LIMITS, ...limits }),
    );
    const { path, sha256, sizeBytes } = file;
    request.body.file = sha256;
    request.upload = { path, sha256, sizeBytes, name, type };
    return true;
  }

  private receive(request: Request): Promise<ReceivedForm> {
    return orProblem(receiveForm(request, this.store, this.options.evidence.maxFileBytes));
  }
}

async function orProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw new Problem(STATUS_OF[error.ground], error.code, error.detail);
  }
}
