import { Controller, Get, Header, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Allow } from '../../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../../auth/caller.js';
import { CurrentCommand, type Command } from '../../common/idempotency/command.js';
import { NotRepeatable } from '../../common/idempotency/not-repeatable.decorator.js';
import { Answers, Operation } from '../../common/openapi/answers.decorator.js';
import { withReceivedFile } from '../../common/request/receive-file.js';
import { ImportedRosterResponse, ImportRosterRequest } from './roster.dto.js';
import { RosterService } from './roster.service.js';
import { slipsPage } from './slips.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MAX_FILE_BYTES = 2 * 1024 * 1024;

@ApiTags('organisation')
@Controller('officers/imports')
export class RosterController {
  constructor(private readonly roster: RosterService) {}

  @Get('template')
  @Allow('administrator')
  @Operation(
    'Gives an empty roster to fill in',
    'With the units that the caller administers, and their posts.',
  )
  @ApiProduces(XLSX)
  @Answers(200, 'An XLSX workbook.', String)
  async template(@CurrentCaller() caller: Caller): Promise<StreamableFile> {
    const disposition = 'attachment; filename="roster.xlsx"';
    return new StreamableFile(await this.roster.template(caller), { type: XLSX, disposition });
  }

  @Post()
  @Allow('administrator')
  @NotRepeatable()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    description: 'The roster: an XLSX workbook of at most 2 MiB, its first sheet as the template has it.',
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  @Operation(
    'Makes the people of a roster known, with their posts, accounts and roles',
    'All of it or nothing; each fault names its cell. The answer holds what each needs to sign in for the first time, shown this once: asked for as text/html, it is a page to print. A second import of the same roster is refused, since its user names are taken.',
  )
  @Answers(201, 'All of it has happened.', ImportedRosterResponse)
  @Answers(200, 'What would happen.', ImportedRosterResponse)
  @Header('Cache-Control', 'no-store')
  async import(
    @CurrentCommand() command: Command,
    @Query() { preview = false }: ImportRosterRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportedRosterResponse | string> {
    const roster = await withReceivedFile(request, MAX_FILE_BYTES, (path) => this.roster.read(path));
    if (preview) {
      response.status(200);
      return this.roster.preview(command.caller, roster);
    }
    const imported = await this.roster.import(command, roster);
    if (request.accepts(['json', 'html']) !== 'html') return imported;
    response.type('html');
    return slipsPage(imported.slips);
  }
}
