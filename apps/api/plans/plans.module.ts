import { Module } from '@nestjs/common';
import { PlansController } from './plans.controller.js';
import { PlanEffort } from './plan-effort.service.js';
import { PlansService } from './plans.service.js';

@Module({ controllers: [PlansController], providers: [PlansService, PlanEffort] })
export class PlansModule {}
