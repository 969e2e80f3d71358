import { Module } from '@nestjs/common';
import { ExternalBodiesController } from './external-bodies.controller.js';
import { ExternalBodiesService } from './external-bodies.service.js';

@Module({ controllers: [ExternalBodiesController], providers: [ExternalBodiesService] })
export class ExternalBodiesModule {}
