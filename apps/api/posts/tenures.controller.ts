import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { PageRequest } from '../common/page/page.request.dto.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { BeginTenureRequest, TenureParams } from './dto/post.request.dto.js';
import { TenureResponse } from './dto/post.response.dto.js';
import { EndSpanRequest } from '../organisation/span.dto.js';
import { TenuresService } from './tenures.service.js';

@ApiTags('organisation')
@Controller('posts/:id/tenures')
export class TenuresController {
  constructor(private readonly tenures: TenuresService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists who held a post when')
  @Answers(200, 'The latest first.', pageOf(TenureResponse))
  @ApiProblems(404)
  list(@Param() { id }: IdParams, @Query() query: PageRequest): Promise<Page<TenureResponse>> {
    return this.tenures.list(id, query);
  }

  @Post()
  @Allow('administrator')
  @Operation(
    'Gives a post to an officer',
    'What the post owes passes to them, with the grace that the policy gives a new holder.',
  )
  @Answers(201, 'Begun.', TenureResponse)
  @ApiProblems(404, 409)
  begin(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @Body() body: BeginTenureRequest,
  ): Promise<TenureResponse> {
    return this.tenures.begin(command, id, body);
  }

  @Post(':tenure/ending')
  @Allow('administrator')
  @Operation('Ends a tenure', 'An end that lies ahead may be moved; one that has passed may not.')
  @Answers(200, 'Ended.', TenureResponse)
  @ApiProblems(404, 409)
  end(
    @CurrentCommand() command: Command,
    @Param() { id, tenure }: TenureParams,
    @Body() body: EndSpanRequest,
  ): Promise<TenureResponse> {
    return this.tenures.end(command, id, tenure, body);
  }
}
