import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { BatchesService } from './batches.service.js';
import { BatchRequest } from './dto/batch.request.dto.js';
import { BatchResponse } from './dto/batch.response.dto.js';

@ApiTags('obligations')
@Controller('batches')
export class BatchesController {
  constructor(private readonly batches: BatchesService) {}

  @Post()
  @Allow('officer')
  @Operation(
    'Sign, hand in, confirm or urge for many at once',
    'What the routes of the obligations would take one by one: each item is taken or refused for itself, and has its answer.',
  )
  @Answers(201, 'What became of each item.', BatchResponse)
  @ApiProblems(503)
  async run(@CurrentCommand() command: Command, @Body() { items }: BatchRequest): Promise<BatchResponse> {
    return { answers: await this.batches.run(command, items) };
  }
}
