import { Module } from '@nestjs/common';
import { PostsController } from './posts.controller.js';
import { PostsService } from './posts.service.js';
import { TenuresController } from './tenures.controller.js';
import { TenuresService } from './tenures.service.js';

@Module({ controllers: [PostsController, TenuresController], providers: [PostsService, TenuresService] })
export class PostsModule {}
