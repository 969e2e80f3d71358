import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { PageRequest } from '../common/page/page.request.dto.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { BeginPortfolioRequest, PortfolioParams, PortfolioResponse } from './dto/portfolio.dto.js';
import { EndSpanRequest } from '../organisation/span.dto.js';
import { PortfoliosService } from './portfolios.service.js';

@ApiTags('organisation')
@Controller('posts/:id/portfolios')
export class PortfoliosController {
  constructor(private readonly portfolios: PortfoliosService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists the units that a post answers for, or answered for')
  @Answers(200, 'The latest first.', pageOf(PortfolioResponse))
  @ApiProblems(404)
  list(@Param() { id }: IdParams, @Query() query: PageRequest): Promise<Page<PortfolioResponse>> {
    return this.portfolios.list(id, query);
  }

  @Post()
  @Allow('administrator')
  @Operation(
    'Gives a unit into the portfolio of a post (分管)',
    'One post at a time for a unit. What the unit owes escalates to whoever has it on that date, also where it was opened before.',
  )
  @Answers(201, 'Begun.', PortfolioResponse)
  @ApiProblems(404, 409)
  begin(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @Body() body: BeginPortfolioRequest,
  ): Promise<PortfolioResponse> {
    return this.portfolios.begin(command, id, body);
  }

  @Post(':portfolio/ending')
  @Allow('administrator')
  @Operation(
    'Takes a unit out of a portfolio',
    'An end that lies ahead may be moved; one that has passed may not.',
  )
  @Answers(200, 'Ended.', PortfolioResponse)
  @ApiProblems(404, 409)
  end(
    @CurrentCommand() command: Command,
    @Param() { id, portfolio }: PortfolioParams,
    @Body() body: EndSpanRequest,
  ): Promise<PortfolioResponse> {
    return this.portfolios.end(command, id, portfolio, body);
  }
}
