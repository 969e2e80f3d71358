import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Public } from '../../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../../auth/caller.js';
import { ApiProblems } from '../../common/openapi/api-problems.decorator.js';
import { Answers, Operation } from '../../common/openapi/answers.decorator.js';
import { Look } from '../../looks/look.decorator.js';
import { ConsistencyRequest, InclusionRequest, LeafParams } from './dto/log.params.js';
import { ConsistencyResponse, EntryInclusionResponse, InclusionResponse } from './dto/proof.response.dto.js';
import { EntryProofs } from './entry-proofs.js';
import { LogService } from './log.service.js';

/** Proofs for whoever does not want to make them from tiles. */
@ApiTags('ledger')
@Controller('ledger/proofs')
export class ProofsController {
  constructor(
    private readonly log: LogService,
    private readonly entries: EntryProofs,
  ) {}

  @Get('inclusion')
  @Allow('officer')
  @Look('ledger-proof')
  @Operation(
    'Proves that an entry stands in the ledger',
    'For whoever may see the entry: with it comes what its record was made of.',
  )
  @Answers(200, 'The proof, and what it is about.', EntryInclusionResponse)
  @ApiProblems(404)
  ofEntry(
    @CurrentCaller() caller: Caller,
    @Query() { entry }: InclusionRequest,
  ): Promise<EntryInclusionResponse> {
    return this.entries.inclusion(caller, entry);
  }

  @Get('inclusion/:index')
  @Public()
  @Operation(
    'Proves that a record stands in the ledger',
    'By its place; which entry it is of, this does not tell.',
  )
  @Answers(200, 'The proof, about the last checkpoint.', InclusionResponse)
  @ApiProblems(404)
  ofLeaf(@Param() { index }: LeafParams): Promise<InclusionResponse> {
    return this.log.inclusion(index);
  }

  @Get('consistency')
  @Public()
  @Operation(
    'Proves that the ledger only grew',
    'That the tree of so many leaves begins with all leaves of the smaller one, as they were (RFC 6962).',
  )
  @Answers(
    200,
    'The proof; empty where the smaller tree has no leaf or both are the same.',
    ConsistencyResponse,
  )
  @ApiProblems(400, 404)
  consistency(@Query() { first, second }: ConsistencyRequest): Promise<ConsistencyResponse> {
    return this.log.consistency(first, second);
  }
}
