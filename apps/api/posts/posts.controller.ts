import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { pageOf, type Page } from '../common/page/page.response.dto.js';
import { IfMatch } from '../common/version/if-match.js';
import { AtRequest } from '../organisation/dated.js';
import { ChangePostRequest, CreatePostRequest, PostsRequest } from './dto/post.request.dto.js';
import { PostResponse } from './dto/post.response.dto.js';
import { PostsService } from './posts.service.js';

@ApiTags('organisation')
@Controller('posts')
export class PostsController {
  constructor(private readonly posts: PostsService) {}

  @Get()
  @Allow('officer')
  @Operation('Lists posts with who holds them')
  @Answers(200, 'By id.', pageOf(PostResponse))
  list(@CurrentCaller() caller: Caller, @Query() query: PostsRequest): Promise<Page<PostResponse>> {
    return this.posts.list(caller, query);
  }

  @Get(':id')
  @Allow('officer')
  @Operation('Shows a post with who holds it', 'With what is planned for it.')
  @Answers(200, 'The post.', PostResponse)
  @ApiProblems(404)
  show(
    @CurrentCaller() caller: Caller,
    @Param() { id }: IdParams,
    @Query() { at }: AtRequest,
  ): Promise<PostResponse> {
    return this.posts.show(caller, id, at);
  }

  @Post()
  @Allow('administrator')
  @Operation('Adds a post to a unit')
  @Answers(201, 'Added.', PostResponse)
  @ApiProblems(409)
  create(@CurrentCommand() command: Command, @Body() body: CreatePostRequest): Promise<PostResponse> {
    return this.posts.create(command, body);
  }

  @Patch(':id')
  @Allow('administrator')
  @Operation(
    'Changes what a post is called, or who manages it',
    'From now on or from a later instant; what it was before stays on record.',
  )
  @Answers(200, 'Changed.', PostResponse)
  @ApiProblems(404, 409)
  change(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @IfMatch() version: number,
    @Body() body: ChangePostRequest,
  ): Promise<PostResponse> {
    return this.posts.change(command, id, version, body);
  }

  @Post(':id/ending')
  @Allow('administrator')
  @Operation(
    'Ends a post',
    'From now on. Nobody may hold it, owe in it or be managed by it any more; it answers for no unit and belongs to no body.',
  )
  @Answers(200, 'Ended.', PostResponse)
  @ApiProblems(404, 409)
  end(@CurrentCommand() command: Command, @Param() { id }: IdParams): Promise<PostResponse> {
    return this.posts.end(command, id);
  }
}
