import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { ErasureRequest, ErasureResponse } from './dto/erasure.dto.js';
import { ErasuresService } from './erasures.service.js';

@ApiTags('erasure')
@Controller('officers/:id/erasure')
export class ErasuresController {
  constructor(private readonly erasures: ErasuresService) {}

  @Get()
  @Allow('administrator')
  @Operation('Shows whether the erasure of an officer was asked for or done')
  @Answers(200, 'The erasure.', ErasureResponse)
  @ApiProblems(404)
  show(@CurrentCaller() caller: Caller, @Param() { id }: IdParams): Promise<ErasureResponse> {
    return this.erasures.show(caller, id);
  }

  @Post()
  @Allow('administrator')
  @Operation(
    'Asks for the erasure of the personal data of an officer who has left',
    'It is done once another administrator confirms it. Refused while a legal hold stands, they hold a post, have an account or a role, ' +
      'something that they took part in is open, or a launch file names them.',
  )
  @Answers(201, 'Asked for.', ErasureResponse)
  @ApiProblems(404, 409)
  request(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @Body() body: ErasureRequest,
  ): Promise<ErasureResponse> {
    return this.erasures.request(command, id, body);
  }

  @Post('confirmation')
  @Allow('administrator')
  @Operation(
    'Confirms the erasure: it is done, and nothing brings back what it destroys',
    'By another administrator than the one who asked for it. What they did stays on record under their id, and every proof still holds.',
  )
  @Answers(200, 'Erased.', ErasureResponse)
  @ApiProblems(404, 409)
  confirm(@CurrentCommand() command: Command, @Param() { id }: IdParams): Promise<ErasureResponse> {
    return this.erasures.confirm(command, id);
  }

  @Post('withdrawal')
  @Allow('administrator')
  @Operation('Withdraws an erasure that was asked for and not confirmed')
  @Answers(204, 'Withdrawn.')
  @ApiProblems(404, 409)
  async withdraw(@CurrentCommand() command: Command, @Param() { id }: IdParams): Promise<void> {
    await this.erasures.withdraw(command, id);
  }
}
