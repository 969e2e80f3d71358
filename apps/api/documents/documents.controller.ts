import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { Look } from '../looks/look.decorator.js';
import { Documents } from './documents.js';
import {
  DocumentParams,
  DocumentRequest,
  DocumentResponse,
  KeepDocumentRequest,
  KeptDocumentResponse,
} from './dto/document.dto.js';

@ApiTags('documents')
@Controller('documents')
export class DocumentsController {
  constructor(private readonly documents: Documents) {}

  @Post()
  @Allow('officer')
  @Operation(
    'Stores a text for a command that will refer to it',
    'It is kept under the key of whoever stores it; the same text of theirs twice is one document.',
  )
  @Answers(201, 'Stored.', KeptDocumentResponse)
  async keep(
    @CurrentCaller() caller: Caller,
    @Body() { text }: KeepDocumentRequest,
  ): Promise<KeptDocumentResponse> {
    return { id: await this.documents.keep(caller, text) };
  }

  @Get(':id')
  @Allow('officer')
  @Look('document')
  @Operation('Shows a document', 'To those who may see the subject whose ledger names it.')
  @Answers(200, 'The document.', DocumentResponse)
  @ApiProblems(404)
  show(
    @CurrentCaller() caller: Caller,
    @Param() { id }: DocumentParams,
    @Query() { subject }: DocumentRequest,
  ): Promise<DocumentResponse> {
    return this.documents.show(caller, id, subject);
  }
}
