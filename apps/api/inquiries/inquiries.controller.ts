import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { Look } from '../looks/look.decorator.js';
import { InquiriesRequest, InquiryPath, OpenInquiryRequest } from './dto/inquiry.request.dto.js';
import { FileResponse, InquiryLineResponse, InquiryResponse } from './dto/inquiry.response.dto.js';
import { InquiriesService } from './inquiries.service.js';
import { InquirySteps } from './inquiry-steps.service.js';

@ApiTags('inquiries')
@Controller('inquiries')
export class InquiriesController {
  constructor(
    private readonly inquiries: InquiriesService,
    private readonly steps: InquirySteps,
  ) {}

  @Get()
  @Allow('officer')
  @Look('inquiries')
  @Operation(
    'Lists inquiries (责任追究)',
    'Those whose file is open to the caller, and those in which they have a part of their own.',
  )
  @Answers(200, 'A page.', pageOf(InquiryLineResponse))
  list(@CurrentCaller() caller: Caller, @Query() page: InquiriesRequest): Promise<Page<InquiryLineResponse>> {
    return this.inquiries.list(caller, page);
  }

  @Post()
  @Allow('officer')
  @Operation(
    'Opens a launch file by hand (启动审批)',
    'With its grounds, by a post above whoever answers or a supervisor of the unit; who opened it has no part in what follows.',
  )
  @Answers(201, 'Open, and waiting for the principal; whoever opened it sees no more of it.', InquiryPath)
  @ApiProblems(409)
  open(@CurrentCommand() command: Command, @Body() request: OpenInquiryRequest): Promise<InquiryPath> {
    return this.inquiries.open(command, request);
  }

  @Get(':id')
  @Allow('officer')
  @Look('inquiry')
  @Operation('One inquiry', 'All of it, or what is the own part of whom it is about.')
  @Answers(200, 'As it stands.', InquiryResponse)
  @ApiProblems(404)
  detail(@CurrentCaller() caller: Caller, @Param() { id }: InquiryPath): Promise<InquiryResponse> {
    return this.inquiries.detail(caller, id);
  }

  @Get(':id/file')
  @Allow('officer')
  @Look('inquiry-file')
  @Operation(
    'Looks at the file',
    'Each look is on record before anything is shown. Whom it is about see what was served on them, what they said, and the list of the file.',
  )
  @Answers(200, 'Its texts.', FileResponse)
  @ApiProblems(404, 409, 503)
  async file(@CurrentCaller() caller: Caller, @Param() { id }: InquiryPath): Promise<FileResponse> {
    await this.steps.look(caller, id, randomUUID());
    return this.inquiries.file(caller, id);
  }
}
