import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Allow } from '../../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../../auth/caller.js';
import { Operation } from '../../common/openapi/answers.decorator.js';
import { ApiProblems } from '../../common/openapi/api-problems.decorator.js';
import { Looks } from '../../looks/looks.js';
import { BundleExport } from './bundle-export.js';
import { ExportRequest, type ExportFormat } from './export.request.dto.js';
import { ReadableExport } from './readable-export.js';

const FILES: Readonly<Record<ExportFormat, { readonly ending: string; readonly type: string }>> = {
  bundle: { ending: 'jsonl.gz', type: 'application/gzip' },
  xlsx: { ending: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  pdf: { ending: 'pdf', type: 'application/pdf' },
};

@ApiTags('ledger')
@Controller('ledger/export')
export class ExportController {
  constructor(
    private readonly bundles: BundleExport,
    private readonly readable: ReadableExport,
    private readonly looks: Looks,
  ) {}

  @Get()
  @Allow('auditor')
  @ApiProduces(...Object.values(FILES).map(({ type }) => type))
  @Operation(
    'Exports what happened',
    'For auditors, what they may see. A bundle without filters has a line for every leaf of the log, so that all of it can be verified; with filters ' +
      'each entry brings its own proof. Each export is on record (`auditor-exported` of `looks/<officer>`) before it begins.',
  )
  @ApiOkResponse({
    description: 'The file. One that was cut off on its way does not verify, or does not open.',
    schema: { type: 'string', format: 'binary' },
  })
  @ApiProblems(404, 409)
  async export(
    @CurrentCaller() caller: Caller,
    @Query() { format, ...asked }: ExportRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const stream =
      format === 'bundle'
        ? await this.bundles.open(caller, asked)
        : await this.readable.open(caller, format, asked);
    try {
      await this.looks.exported(caller, 'ledger-export', { format, ...asked });
    } catch (error) {
      stream.destroy();
      throw error;
    }
    response.attachment(`luze-ledger-${caller.at.slice(0, 10)}.${FILES[format].ending}`);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', FILES[format].type);
    return new StreamableFile(stream);
  }
}
