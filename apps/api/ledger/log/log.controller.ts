import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../auth/allow.decorator.js';
import { ApiProblems } from '../../common/openapi/api-problems.decorator.js';
import { Answers, Operation } from '../../common/openapi/answers.decorator.js';
import { TileParams } from './dto/log.params.js';
import { LogService } from './log.service.js';

const TEXT = 'text/plain; charset=utf-8';
/** What grows is good for some seconds; what is full, or of a tree as it was, never changes. */
const CHANGES = 'public, max-age=5';
const NEVER_CHANGES = 'public, max-age=31536000, immutable';

/** The ledger in the layout of C2SP tlog-tiles: for everybody, without an account. */
@ApiTags('ledger')
@Controller('ledger')
export class LogController {
  constructor(private readonly log: LogService) {}

  @Get('key')
  @Public()
  @ApiProduces('text/plain')
  @Operation(
    'Gives the keys that checkpoints are verified with',
    'In the form of signed notes (golang.org/x/mod/sumdb/note), one to a line, the current one first. Keep them: who asks for the key each time trusts whoever answers.',
  )
  @Answers(200, 'The verifier keys.', String)
  @ApiProblems(404)
  async key(@Res({ passthrough: true }) response: Response): Promise<string> {
    const keys = await this.log.keys();
    response.set({ 'Content-Type': TEXT, 'Cache-Control': CHANGES });
    return keys;
  }

  @Get('checkpoint')
  @Public()
  @ApiProduces('text/plain')
  @Operation(
    'Gives the last checkpoint of the ledger',
    'A signed note of origin, size and root (C2SP tlog-checkpoint), with the cosignatures of witnesses.',
  )
  @Answers(200, 'The checkpoint.', String)
  @ApiProblems(404)
  async checkpoint(@Res({ passthrough: true }) response: Response): Promise<string> {
    const note = await this.log.checkpoint();
    response.set({ 'Content-Type': TEXT, 'Cache-Control': CHANGES });
    return note;
  }

  @Get('tile/*path')
  @Public()
  @ApiProduces('application/octet-stream')
  @Operation(
    'Gives a tile of the tree, or a bundle of entries',
    'The layout of C2SP tlog-tiles. What stands in place of an entry is its record, SHA-256 over a salt and its text: it reveals nothing.',
  )
  @ApiOkResponse({
    description: 'Up to 256 hashes of 32 bytes, or up to 256 records, each behind its length in two bytes.',
    schema: { type: 'string', format: 'binary' },
  })
  @ApiProblems(404)
  async tile(
    @Param() { path }: TileParams,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const data = await this.log.tile(path);
    response.set('Cache-Control', NEVER_CHANGES);
    return new StreamableFile(data, { type: 'application/octet-stream', length: data.length });
  }
}
