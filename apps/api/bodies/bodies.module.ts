import { Module } from '@nestjs/common';
import { BodiesController } from './bodies.controller.js';
import { BodiesService } from './bodies.service.js';
import { SeatsController } from './seats.controller.js';
import { SeatsService } from './seats.service.js';

@Module({ controllers: [BodiesController, SeatsController], providers: [BodiesService, SeatsService] })
export class BodiesModule {}
