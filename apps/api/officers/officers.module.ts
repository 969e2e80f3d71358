import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { OfficersController } from './officers.controller.js';
import { OfficersService } from './officers.service.js';

@Module({
  imports: [AuthModule],
  controllers: [OfficersController, AccountsController],
  providers: [OfficersService, AccountsService],
})
export class OfficersModule {}
