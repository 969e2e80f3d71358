import { Body, Controller, Get, Param, Post, Res, StreamableFile, UseGuards } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { Look } from '../looks/look.decorator.js';
import {
  EvidenceFileParams,
  EvidenceFileResponse,
  UPLOAD_FORM,
  UploadRequest,
} from './dto/evidence-file.dto.js';
import { EvidenceFiles } from './evidence-files.js';
import { UploadedEvidence, type ExaminedFile } from './examined-file.js';
import { UploadGuard } from './upload.guard.js';

@ApiTags('evidence')
@Controller('evidence-files')
export class EvidenceFilesController {
  constructor(private readonly files: EvidenceFiles) {}

  @Post()
  @Allow('officer')
  @UseGuards(UploadGuard)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: UPLOAD_FORM })
  @Operation(
    'Uploads a file as evidence',
    'It is examined by its content, and refused where it is not what it says, could act by itself, or bears a classification mark. What no command refers to within a day is removed.',
  )
  @Answers(201, 'Kept.', EvidenceFileResponse)
  @ApiProblems(413, 415, 422)
  upload(
    @CurrentCommand() command: Command,
    @Body() { unit }: UploadRequest,
    @UploadedEvidence() file: ExaminedFile,
  ): Promise<EvidenceFileResponse> {
    return this.files.keep(command, unit, file);
  }

  @Get(':sha256')
  @Allow('officer')
  @Look('evidence-file')
  @ApiProduces('application/octet-stream')
  @Operation(
    'Downloads a file',
    'For whoever uploaded it, auditors of its unit, and whoever may see an obligation whose ledger refers to it.',
  )
  @ApiOkResponse({
    description: 'The file, to be saved and never shown in place.',
    schema: { type: 'string', format: 'binary' },
  })
  @ApiProblems(404)
  async download(
    @CurrentCaller() caller: Caller,
    @Param() { sha256 }: EvidenceFileParams,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { file, content } = await this.files.open(caller, sha256);
    response.attachment(file.name);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    response.setHeader('Content-Type', file.type);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    return new StreamableFile(content.createReadStream(), { length: file.sizeBytes });
  }
}
