import { Module } from '@nestjs/common';
import { PortfoliosController } from './portfolios.controller.js';
import { PortfoliosService } from './portfolios.service.js';
import { PostsController } from './posts.controller.js';
import { PostsService } from './posts.service.js';
import { TenuresController } from './tenures.controller.js';
import { TenuresService } from './tenures.service.js';

@Module({
  controllers: [PostsController, TenuresController, PortfoliosController],
  providers: [PostsService, TenuresService, PortfoliosService],
})
export class PostsModule {}
